import { RefusedStatement } from "./statement.ts";

const MAX_FORM_BYTES = 64 * 1024 * 1024;

/**
 * Fields of a form, which stand for URL parameters (`query`, `param_*`).
 * @throws RefusedStatement for files, which are external tables in ClickHouse.
 */
export async function readMultipart(body: AsyncIterable<Buffer>, contentType: string): Promise<[string, string][]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) {
      throw new RefusedStatement(229, "QUERY_IS_TOO_LARGE", `The form is larger than ${MAX_FORM_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  let form: FormData;
  try {
    form = await new Response(Buffer.concat(chunks, size), { headers: { "Content-Type": contentType } }).formData();
  } catch (cause) {
    throw new RefusedStatement(36, "BAD_ARGUMENTS", `The form cannot be read: ${(cause as Error).message}`);
  }
  return [...form].map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    throw new RefusedStatement(48, "NOT_IMPLEMENTED", "External tables are not served: insert into a temporary table");
  });
}
