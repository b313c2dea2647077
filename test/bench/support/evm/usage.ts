import { type ChildProcess, fork, type SpawnOptions, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Ticks per second of the times in /proc (USER_HZ, 100 on every Linux). */
const TICKS = 100;

/** What a process has used so far. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Highest resident memory, in bytes. */
  readonly peakBytes: number;
}

/** Of a running process, its threads included (Linux: /proc). */
export function usageOf(pid: number): Usage {
  // The command's name, in parentheses, may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, peakBytes: Number(peak ?? 0) * 1024 };
}

/** CPU seconds of all children of this process that have ended, their own ended children included. */
function endedChildren(): number {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

export interface Ran extends Usage {
  readonly wallSeconds: number;
  readonly output: string;
}

/** How often the memory of a running command is read, in milliseconds: the system itself keeps the highest. */
const LOOK_MS = 50;

/** Runs a command to its end, one at a time. @throws Error with what it said when it fails. */
export async function ran(command: readonly [string, ...string[]], options: SpawnOptions = {}): Promise<Ran> {
  const before = endedChildren();
  const started = performance.now();
  const [program, ...args] = command;
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  let peakBytes = 0;
  const look = setInterval(() => {
    try {
      peakBytes = Math.max(peakBytes, usageOf(child.pid as number).peakBytes);
    } catch {
      // It has just ended.
    }
  }, LOOK_MS);
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  }).finally(() => clearInterval(look));
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${output.slice(-4000)}`);
  return {
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: endedChildren() - before,
    peakBytes,
    output,
  };
}

/** Starts a TypeScript process that tells one message when it is ready. */
export async function started<T>(file: string, args: readonly string[]): Promise<{ child: ChildProcess; told: T }> {
  const child = fork(file, args, { execArgv: ["--import=tsx"] });
  const told = await new Promise<T>((done, fail) => {
    child.once("message", (message) => done(message as T));
    child.once("exit", (code) => fail(new Error(`${file} ended with ${code} before it was ready`)));
  });
  return { child, told };
}
