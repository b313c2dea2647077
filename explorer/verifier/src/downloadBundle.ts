import { Problem } from "./problem.ts";

/**
 * Fetches a bundle as text.
 * @param onBytes bytes received so far, and how many there will be where the server says so.
 * @throws Problem `offline` or `download`.
 */
export async function downloadBundle(
  url: string,
  onBytes: (received: number, total: number | undefined) => void,
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { cache: "no-store" });
  } catch {
    throw new Problem({ code: "offline" });
  }
  if (!response.ok || !response.body) throw new Problem({ code: "download", status: response.status });
  const length = Number(response.headers.get("content-length"));
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let received = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    received += value.length;
    text += decoder.decode(value, { stream: true });
    onBytes(received, length > 0 ? length : undefined);
  }
}
