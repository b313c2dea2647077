/** One value of one series. */
export interface Sample {
  /** `endorser_proposal_duration_sum` */
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a node serves is not Prometheus' text format. */
export class MetricsFormatError extends Error {
  override readonly name = "MetricsFormatError";
}

// Each begins where the one before ended, and takes time by the length of what it matches.
const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABELS_BEGIN = /[ \t]*\{/y;
/** One label with its value, in which `\`, `"` and line ends are escaped. */
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\[\\"n])*)"[ \t]*,?/y;
const LABELS_END = /[ \t]*\}/y;
/** A number as Go prints it. */
const VALUE = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Inf|NaN)$/;
/** Milliseconds. */
const TIME = /^-?\d+$/;

const ESCAPED: Readonly<Record<string, string>> = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };

/**
 * Reads Prometheus' text format, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
 * @param wanted names of metrics; others are left out.
 * @throws MetricsFormatError naming the line.
 */
export function parseMetrics(text: string, wanted: (metric: string) => boolean = () => true): readonly Sample[] {
  const samples: Sample[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const sample = readSample(trimmed);
    if (!sample) throw new MetricsFormatError(`line ${index + 1} is no metric: ${trimmed.slice(0, 100)}`);
    if (wanted(sample.metric)) samples.push(sample);
  }
  return samples;
}

function readSample(line: string): Sample | undefined {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const metric = take(NAME)?.[0];
  if (metric === undefined) return undefined;
  const labels: Record<string, string> = {};
  if (take(LABELS_BEGIN)) {
    for (let label = take(LABEL); label; label = take(LABEL)) {
      labels[label[1] as string] = (label[2] as string).replace(/\\[\\"n]/g, (pair) => ESCAPED[pair] as string);
      if (!label[0].endsWith(",")) break;
    }
    if (!take(LABELS_END)) return undefined;
  } else if (!/[ \t]/.test(line.charAt(at))) return undefined;
  const [value = "", time, ...more] = line
    .slice(at)
    .trim()
    .split(/[ \t]+/);
  if (!VALUE.test(value) || (time !== undefined && !TIME.test(time)) || more.length > 0) return undefined;
  return { metric, labels, value: numberOf(value) };
}

function numberOf(text: string): number {
  if (text.endsWith("Inf")) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
