import type { ServerResponse } from "node:http";
import type { Execution } from "./execute.ts";

/** Bounds of the interval, in milliseconds: a look costs the engine a query, and timers of more than 2^31 fire at once. */
const SHORTEST_MS = 100;
const LONGEST_MS = 3_600_000;

/**
 * Sends `X-ClickHouse-Progress` headers while a statement runs, as ClickHouse does with
 * `send_progress_in_http_headers=1`: the status line (200, whatever follows) goes out with the first of them.
 * @returns what ends it; to be awaited before the response's own headers are written.
 */
export function sendProgress(response: ServerResponse, execution: Execution, intervalMs: number): () => Promise<void> {
  let begun = false;
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const progress = await execution.progress();
    if (!progress || stopped || response.destroyed || !response.socket) return;
    if (!begun) {
      begun = true;
      response.socket.write("HTTP/1.1 200 OK\r\n");
    }
    const header = {
      read_rows: String(progress.rows),
      read_bytes: String(progress.bytes),
      total_rows_to_read: String(progress.totalRows ?? 0),
      elapsed_ns: String(Math.round(progress.elapsedSeconds * 1e9)),
    };
    response.socket.write(`X-ClickHouse-Progress: ${JSON.stringify(header)}\r\n`);
  };
  let stopped = false;
  const timer = setInterval(
    () => {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
    },
    Math.min(Math.max(intervalMs || 0, SHORTEST_MS), LONGEST_MS),
  );
  return async () => {
    if (stopped) return;
    clearInterval(timer);
    stopped = true;
    await asking;
    if (begun && response.socket) withoutStatusLine(response.socket);
  };
}

/** Node writes status line and headers at once; the status line is out already. */
function withoutStatusLine(socket: NonNullable<ServerResponse["socket"]>): void {
  const write = socket.write;
  socket.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    socket.write = write;
    const head = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("latin1");
    const encoding = typeof chunk === "string" ? rest : (["latin1", ...rest] as never[]);
    return write.call(socket, head.slice(head.indexOf("\r\n") + 2), ...encoding);
  }) as typeof write;
}
