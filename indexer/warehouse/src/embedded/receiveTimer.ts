import type { IncomingMessage } from "node:http";
import { RefusedStatement } from "./statement.ts";

export interface ReceiveTimes {
  /** Longest pause of the sender while more would be taken, in milliseconds. */
  readonly idleMs: number;
  /** For the whole body, in milliseconds. */
  readonly wholeMs: number;
}

/** Calls `expired` once when a body comes too slowly; what waits for the server is not slow. */
export function watchReceiving(
  request: IncomingMessage,
  { idleMs, wholeMs }: ReceiveTimes,
  expired: (error: RefusedStatement) => void,
): void {
  const late = (what: string): void => {
    end();
    expired(new RefusedStatement(209, "SOCKET_TIMEOUT", `Timeout exceeded while receiving a request: ${what}`));
  };
  const idle = setTimeout(() => {
    if (request.isPaused()) idle.refresh();
    else late(`no byte came for ${idleMs / 1000} seconds`);
  }, idleMs);
  const whole = Number.isFinite(wholeMs)
    ? setTimeout(() => late(`it was not complete after ${wholeMs / 1000} seconds`), wholeMs)
    : undefined;
  const refresh = (): void => void idle.refresh();
  const end = (): void => {
    clearTimeout(idle);
    clearTimeout(whole);
    request.off("data", refresh);
  };
  request.on("data", refresh);
  for (const event of ["end", "error", "close"]) request.once(event, end);
}
