import { apiError } from "../errors.ts";

/** What a page or a program asks: a statement and the values of its placeholders. */
export interface SqlRequest {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Everything else that came, to be judged by who uses it. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A statement, its values and some words around them. */
const MAX_BODY_BYTES = 1_000_000;
const MAX_PARAMETERS = 100;

/**
 * Reads the JSON body of a request. Only that content type: a form of another site cannot send it.
 * @throws GraphQLError BAD_INPUT
 */
export async function readBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw apiError("BAD_INPUT", "Send the question as application/json.");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Read on for a while, so that the client hears why.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (size > 10 * MAX_BODY_BYTES) break;
  }
  if (size > MAX_BODY_BYTES) throw apiError("BAD_INPUT", `A question may have ${MAX_BODY_BYTES} bytes.`);
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw apiError("BAD_INPUT", "The body is no JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw apiError("BAD_INPUT", 'The body must be an object: {"sql": "SELECT 1"}.');
  }
  return body as Record<string, unknown>;
}

/** @throws GraphQLError BAD_INPUT */
export async function readSqlRequest(request: Request): Promise<SqlRequest> {
  const { sql, parameters = {}, ...rest } = await readBody(request);
  if (typeof sql !== "string" || sql.trim() === "") throw apiError("BAD_INPUT", "sql must be a statement.");
  return { sql, parameters: parametersIn(parameters), rest };
}

/** Names become names of form fields and of settings: letters, digits and underscores, nothing else. */
export function parametersIn(given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw apiError("BAD_INPUT", 'parameters must be an object: {"network": "relief"}.');
  }
  const names = Object.keys(given);
  const wrong = names.find((name) => !/^[A-Za-z_]\w{0,63}$/.test(name));
  if (wrong !== undefined) throw apiError("BAD_INPUT", `"${wrong.slice(0, 64)}" is no name for a parameter.`);
  if (names.length > MAX_PARAMETERS) throw apiError("BAD_INPUT", `A statement may have ${MAX_PARAMETERS} parameters.`);
  return given as Record<string, unknown>;
}
