/** One JSON-RPC response, opened as far as its envelope: the result stays bytes. */
export interface Envelope {
  readonly id: unknown;
  /** JSON as it was received; undefined when there is none. May be broken JSON: only the envelope was read. */
  readonly result: Uint8Array | undefined;
  readonly error: { readonly code?: unknown; readonly message?: unknown } | undefined;
}

/** Below this size the whole answer is parsed: errors are short, and odd shapes are understood. */
const SMALL_BYTES = 2_048;
/** What stands around the result is looked for in so many bytes from each end. */
const EDGE_BYTES = 160;

const FIELD = String.raw`\s*"(?:jsonrpc|id)"\s*:\s*(?:"[^"\\]*"|\d+|null)\s*`;
const BEFORE = new RegExp(String.raw`^\s*\{((?:${FIELD},)*)\s*"result"\s*:\s*`);
const AFTER = new RegExp(String.raw`((?:,${FIELD})*)\}\s*$`);

/**
 * Slices the result out of a JSON-RPC response without parsing it: a block with its transactions is up to
 * megabytes, and is parsed once, where it is decoded.
 * @returns undefined for what is no response.
 */
export function openEnvelope(body: Buffer): Envelope | undefined {
  if (body.length > SMALL_BYTES) return sliced(body) ?? parsed(body);
  return parsed(body);
}

function sliced(body: Buffer): Envelope | undefined {
  const before = BEFORE.exec(body.toString("latin1", 0, EDGE_BYTES));
  const after = AFTER.exec(body.toString("latin1", body.length - EDGE_BYTES));
  if (!before || !after) return undefined;
  const fields = `${before[1] ?? ""}${(after[1] ?? "").replace(",", "")}`.replace(/,\s*$/, "");
  const { id } = JSON.parse(`{${fields}}`) as { id?: unknown };
  return { id, result: body.subarray(before[0].length, body.length - after[0].length), error: undefined };
}

function parsed(body: Buffer): Envelope | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  return envelopeOf(answer);
}

function envelopeOf(answer: unknown): Envelope | undefined {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return undefined;
  const { id, result, error } = answer as { id?: unknown; result?: unknown; error?: unknown };
  return {
    id,
    result: result === undefined ? undefined : Buffer.from(JSON.stringify(result)),
    error: typeof error === "object" && error !== null ? error : undefined,
  };
}

/** The responses of a batch, in whatever order they came; undefined when the node did not answer with a list. */
export function openBatch(body: Buffer): readonly Envelope[] | undefined {
  let answers: unknown;
  try {
    answers = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  if (!Array.isArray(answers)) return undefined;
  return answers.map(envelopeOf).filter((envelope) => envelope !== undefined);
}
