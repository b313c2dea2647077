import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Service } from "./service.ts";

export interface RunningService {
  readonly service: Service;
  /** Also the id of its process group. */
  readonly pid: number;
  /** Resolves once its process has ended, with how: `ended with exit code 1`. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** The last lines that it has written. */
  lastLines(count: number): Promise<string[]>;
  /** Asks its process group to end, and insists after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

/**
 * Starts a service in a process group of its own, so that Ctrl-C in the terminal reaches us alone and the
 * services end in our order. What it writes goes to `<logs>/<name>.log`; the log before that is kept as
 * `<name>.previous.log`.
 */
export function startService(service: Service, logs: string): RunningService {
  const log = join(logs, `${service.name}.log`);
  if (existsSync(log)) renameSync(log, join(logs, `${service.name}.previous.log`));
  const file = openSync(log, "a");
  const [program = "", ...args] = service.command;
  const child = spawn(program, args, {
    cwd: service.cwd,
    env: { ...process.env, ...service.env },
    detached: true,
    stdio: ["ignore", file, file],
  });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      over = true;
      resolve(how);
    };
    child.once("error", (error) => end(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => end(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  });
  closeSync(file);
  const pid = child.pid ?? 0;
  return {
    service,
    pid,
    ended,
    hasEnded: () => over,
    async lastLines(count) {
      return (await readFile(log, "utf8")).trimEnd().split("\n").slice(-count);
    },
    async stop(patienceMs) {
      signalGroup(pid, "SIGTERM");
      await Promise.race([ended, sleep(patienceMs, undefined, { ref: false })]);
      // Also what the service may have left behind in its group.
      signalGroup(pid, "SIGKILL");
      await ended;
    },
  };
}

/** Sends a signal to a process group; one that has ended is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 1) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
