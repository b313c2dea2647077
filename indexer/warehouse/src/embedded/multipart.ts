import type { BodyLimits } from "./bodyLimits.ts";
import { RefusedStatement } from "./statement.ts";

export interface Form {
  /** They stand for URL parameters (`query`, `param_*`). */
  readonly fields: readonly (readonly [string, string])[];
  /** Data of external tables, by their names. */
  readonly files: readonly (readonly [string, Buffer])[];
}

/** @throws RefusedStatement for what is no form. */
export async function readMultipart(
  body: AsyncIterable<Buffer>,
  contentType: string,
  { formBytes, held }: BodyLimits,
): Promise<Form> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > formBytes) {
      throw new RefusedStatement(229, "QUERY_IS_TOO_LARGE", `The form is larger than ${formBytes} bytes`);
    }
    // As it came, and once more in its parts.
    held.add(2 * chunk.length);
    chunks.push(chunk);
  }
  let form: FormData;
  try {
    form = await new Response(Buffer.concat(chunks, size), { headers: { "Content-Type": contentType } }).formData();
  } catch (cause) {
    throw new RefusedStatement(36, "BAD_ARGUMENTS", `The form cannot be read: ${(cause as Error).message}`);
  }
  const fields: [string, string][] = [];
  const files: [string, Buffer][] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") fields.push([name, value]);
    else files.push([name, Buffer.from(await value.arrayBuffer())]);
  }
  return { fields, files };
}
