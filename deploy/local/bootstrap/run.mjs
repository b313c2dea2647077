import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./root.mjs";

/** Ends of processes that `run` has started and that still run. */
const running = new Set();
let stopping = false;

/**
 * Runs a command to its end, in its own process group.
 *
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string>, onLine?: (line: string) => void, show?: boolean }} [options]
 *   `show`: let it write to our own output; otherwise its lines are kept and given to `onLine`.
 * @returns {Promise<{ code: number, lines: string[] }>} pending for ever once we have been asked to end.
 */
export function run([file, ...args], { env = {}, onLine, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, ...env },
      stdio: show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream?.setEncoding("utf8").on("data", (text) => {
        const parts = (rest + text).split(/\r?\n/);
        rest = parts.pop() ?? "";
        for (const line of parts) {
          lines.push(line);
          onLine?.(line);
        }
      });
      stream?.on("end", () => rest && lines.push(rest));
    }
    const kill = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended in the meantime.
      }
    };
    running.add(kill);
    child.once("error", (error) => {
      running.delete(kill);
      reject(error);
    });
    child.once("close", (code) => {
      running.delete(kill);
      if (!stopping) resolve({ code: code ?? 1, lines });
    });
  });
}

/** How long a stopped command may take to end, in milliseconds. */
const patienceMs = 10_000;

/**
 * On Ctrl-C or a request to end, ends what `run` has started and then this process.
 *
 * @returns {() => void} gives the signals back.
 */
export function stopOnSignals() {
  const stop = async (status) => {
    stopping = true;
    for (const kill of running) kill("SIGTERM");
    const deadline = Date.now() + patienceMs;
    while (running.size > 0 && Date.now() < deadline) await sleep(50);
    for (const kill of running) kill("SIGKILL");
    process.exit(status);
  };
  const handlers = { SIGINT: () => stop(130), SIGTERM: () => stop(143), SIGHUP: () => stop(129) };
  for (const [signal, handler] of Object.entries(handlers)) process.once(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}
