import { parseMetrics, type Sample } from "./parseMetrics.ts";

/** How long a node may take to answer, in milliseconds. */
const TIMEOUT_MS = 4_000;
/** More than this is no answer of a node, in bytes. */
const LONGEST_BYTES = 32 << 20;

/**
 * Left out: what a program says of its own language and of being asked, and the buckets of histograms, of which sum
 * and count stay: they would be nine of ten samples.
 */
const isWanted = (metric: string): boolean => !/^(go_|promhttp_|etcd_debugging_|etcd_snap_)|_bucket$/.test(metric);

/** Asks a node for its metrics. @throws Error whose message says what it did instead of answering. */
export async function scrapeNode(url: string, signal: AbortSignal): Promise<readonly Sample[]> {
  // Not AbortSignal.any: that would leave something behind on a signal that lives as long as the process.
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, TIMEOUT_MS);
  signal.addEventListener("abort", end, { once: true });
  try {
    return parseMetrics(await read(url, ending.signal), isWanted);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    throw new Error(`${url} did not answer within ${TIMEOUT_MS / 1000} s`, { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

async function read(url: string, signal: AbortSignal): Promise<string> {
  const headers = { accept: "text/plain;version=0.0.4" };
  const response = await fetch(url, { signal, headers, redirect: "error" }).catch(
    (error: Error & { cause?: Error }) => {
      throw new Error(`${url} does not answer: ${error.cause?.message || error.message}`, { cause: error });
    },
  );
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status}`);
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(Buffer.from(part));
    bytes += part.length;
    if (bytes > LONGEST_BYTES) throw new Error(`${url} answered with more than ${LONGEST_BYTES >> 20} MB`);
  }
  return Buffer.concat(parts).toString("utf8");
}
