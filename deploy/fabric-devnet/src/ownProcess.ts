import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that we started: its pid, and when the system says it started, as pids are used again. */
export interface ProcessRef {
  /** 0: does not run. */
  readonly pid: number;
  readonly started: string;
}

export const NO_PROCESS: ProcessRef = { pid: 0, started: "" };

const STOP_MS = 10_000;
const GONE_MS = 5_000;

/** Starts a program in a session of its own, which outlives us; what it writes is appended to `log`. */
export function startProcess(options: {
  command: readonly string[];
  log: string;
  environment?: Readonly<Record<string, string>>;
  cwd?: string;
}): ProcessRef {
  const [program, ...args] = options.command;
  if (!program) throw new Error("a command needs a program");
  const log = openSync(options.log, "a");
  try {
    const child = spawn(program, args, {
      stdio: ["ignore", log, log],
      detached: true,
      env: { ...fabricFreeEnvironment(), ...options.environment },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    // What goes wrong shows as a process that does not run.
    child.on("error", () => {});
    child.unref();
    if (!child.pid) throw new Error(`${program} cannot be started: see whether it is there and executable`);
    return { pid: child.pid, started: startTime(child.pid) ?? "" };
  } finally {
    closeSync(log);
  }
}

/** Whether that very process runs. */
export function isRunning(process: ProcessRef): boolean {
  return process.pid > 0 && startTime(process.pid) === process.started;
}

/** Sends a signal; a process that is not ours, or gone, gets none. */
export function signalProcess(ref: ProcessRef, signal: NodeJS.Signals): boolean {
  if (!isRunning(ref)) return false;
  try {
    return process.kill(ref.pid, signal);
  } catch {
    return false;
  }
}

/** Asks the process to end, by force after ten seconds; resolves when it is gone. */
export async function endProcess(ref: ProcessRef, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (!signalProcess(ref, signal)) return;
  // One that is paused hears nothing but this.
  signalProcess(ref, "SIGCONT");
  if (await isGone(ref, signal === "SIGTERM" ? STOP_MS : GONE_MS)) return;
  signalProcess(ref, "SIGKILL");
  if (!(await isGone(ref, GONE_MS))) throw new Error(`process ${ref.pid} does not end, not even by force`);
}

/** Bytes of memory that it holds (resident set), 0 when it does not run. */
export function residentBytes(ref: ProcessRef): number {
  if (!isRunning(ref)) return 0;
  const kilobytes =
    process.platform === "linux"
      ? /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${ref.pid}/status`, "utf8"))?.[1]
      : ps(ref.pid, "rss=");
  return Number(kilobytes ?? 0) * 1024;
}

async function isGone(ref: ProcessRef, withinMs: number): Promise<boolean> {
  const deadlineMs = Date.now() + withinMs;
  while (isRunning(ref)) {
    if (Date.now() > deadlineMs) return false;
    await sleep(20);
  }
  return true;
}

/** Undefined when there is no such process, or only its exit code waits to be read (a zombie). */
function startTime(pid: number): string | undefined {
  if (process.platform !== "linux") {
    const answer = ps(pid, "state=,lstart=");
    return !answer || answer.startsWith("Z") ? undefined : answer.replace(/^\S+\s+/, "");
  }
  try {
    // proc_pid_stat(5): the name stands in brackets and may hold any character; behind it state (3) … starttime (22).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function ps(pid: number, columns: string): string {
  try {
    return execFileSync("ps", ["-o", columns, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}

/** Fabric's programs take settings from CORE_* and ORDERER_*: those of another network must not reach ours. */
export function fabricFreeEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CORE|ORDERER|FABRIC|CONFIGTX)_/.test(name)),
  );
}
