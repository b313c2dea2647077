/** Status and headers of an answer (RFC 9112, sections 2 to 6). */
export interface HttpHead {
  readonly status: number;
  /** By lower-case name; those that came several times joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** How the end of the body is told: by its length in bytes, by chunks, by the end of the connection. */
  readonly framing: number | "chunked" | "closed";
  /** Whether another request may follow on the connection. */
  readonly keepsAlive: boolean;
}

const STATUS = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;

/** @param text without the empty line at its end. @throws Error when it is no head of an answer. */
export function parseHead(text: string): HttpHead {
  const [first = "", ...lines] = text.split("\r\n");
  const [, minor, code] = STATUS.exec(first) ?? [];
  if (code === undefined) throw new Error("what came is not HTTP/1.1");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) throw new Error("a header without a name");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  const status = Number(code);
  const connection = (headers.get("connection") ?? "").toLowerCase();
  const framing = framingOf(status, headers);
  const keepsAlive =
    framing !== "closed" && (minor === "1" ? !/\bclose\b/.test(connection) : /\bkeep-alive\b/.test(connection));
  return { status, headers, framing, keepsAlive };
}

function framingOf(status: number, headers: ReadonlyMap<string, string>): HttpHead["framing"] {
  if (status < 200 || status === 204 || status === 304) return 0;
  const coding = headers.get("transfer-encoding");
  if (coding !== undefined) {
    if (coding.toLowerCase() !== "chunked") throw new Error(`a transfer encoding that is not known: ${coding}`);
    return "chunked";
  }
  const announced = headers.get("content-length");
  if (announced === undefined) return "closed";
  const lengths = new Set(announced.split(",").map((one) => one.trim()));
  const [length = ""] = lengths;
  if (lengths.size !== 1 || !/^\d{1,15}$/.test(length)) throw new Error(`a length that is none: ${announced}`);
  return Number(length);
}
