import { fork } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { RetryableError } from "@ledgerscope/core";
import type { PassListener } from "./followPasses.ts";
import { writeError } from "./liveView.ts";

type Message =
  | { readonly step: Parameters<PassListener["step"]>[0] }
  | { readonly halt: Parameters<PassListener["halt"]> };

const bin = fileURLToPath(new URL("../bin/ledgerscope.mjs", import.meta.url));

/** How long it may take to end, in milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * Runs `ledgerscope passes --follow` beside this process, at low priority: what it computes delays no block. It
 * ends with this process, however that ends.
 * @throws RetryableError when it ended by itself.
 */
export async function runPassProcess(config: string, signal: AbortSignal, listener: PassListener): Promise<void> {
  const child = fork(bin, ["passes", "--follow", "--config", config], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {} // it has ended, or this system knows no priorities
  child.stderr?.setEncoding("utf8").on("data", (text: string) => writeError(text));
  child.on("message", (message: Message) => {
    if ("step" in message) listener.step(message.step);
    else listener.halt(...message.halt);
  });
  let overdue: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill("SIGTERM");
    // A step may compute for long; what it has not recorded is done again.
    overdue = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const [code, by] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  signal.removeEventListener("abort", stop);
  clearTimeout(overdue);
  if (!signal.aborted) throw new RetryableError(`the process of the passes ended with ${by ?? `code ${code}`}`);
}

/** In that process: tells the one that started it, and ends with it; `close` lets this one end. */
interface ParentListener extends PassListener {
  close(): void;
}

/** Undefined when nobody started this process so. */
export function listenerOfParent(onGone: () => void): ParentListener | undefined {
  const send = process.send?.bind(process);
  if (!send) return undefined;
  process.once("disconnect", onGone);
  return {
    step: (event) => void send({ step: event } satisfies Message),
    halt: (network, reason) => void send({ halt: [network, reason] } satisfies Message),
    // Whoever waits for the parent's end keeps the channel, and with it this process.
    close() {
      process.removeListener("disconnect", onGone);
      if (process.connected) process.disconnect?.();
    },
  };
}
