import type { NodeDescription } from "./description.ts";

const TIMEOUT_MS = 2_000;

/** Whether the node says of itself that it is well (`/healthz`). */
export async function isHealthy(node: NodeDescription): Promise<boolean> {
  const answer = await ask(node, "/healthz");
  return answer?.ok ?? false;
}

/**
 * A gauge or counter of one node, the first series whose labels have these values.
 * @returns undefined when the node does not answer or has no such series
 */
export async function readMetric(
  node: NodeDescription,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const answer = await ask(node, "/metrics");
  // A busy node may begin to answer and not end.
  const text = answer?.ok ? await answer.text().catch(() => undefined) : undefined;
  return text === undefined ? undefined : findMetric(text, name, labels);
}

/** As {@link readMetric}, in a text of Prometheus's exposition format. */
export function findMetric(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  for (const line of text.split("\n")) {
    if (!line.startsWith(name) || !/^[{ ]/.test(line.slice(name.length))) continue;
    if (wanted.every((pair) => line.includes(pair))) return Number(line.slice(line.lastIndexOf(" ") + 1));
  }
  return undefined;
}

async function ask(node: NodeDescription, path: string): Promise<Response | undefined> {
  return fetch(`${node.operations}${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
}
