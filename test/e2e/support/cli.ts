import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Root of the checkout. */
export const root: string = path.resolve(import.meta.dirname, "../../..");
export const bin: string = path.join(root, "indexer/cli/bin/ledgerscope.mjs");

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output parsed as one JSON value per line. */
  json<T>(): T[];
}

/** Runs the command line tool as a user does, to its end. */
export function ledgerscope(folder: string, ...args: string[]): Promise<CliResult> {
  return runLedgerscope(folder, args);
}

export interface RunOptions {
  /** @default none */
  readonly stdin?: string | Uint8Array;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent SIGINT that long after the start, in milliseconds. */
  readonly interruptMs?: number;
}

export async function runLedgerscope(
  folder: string,
  args: readonly string[],
  { stdin, env, interruptMs }: RunOptions = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { ...process.env, ...env } });
  child.stdin.on("error", () => {}); // it may end before it has read everything
  child.stdin.end(stdin);
  if (interruptMs !== undefined) setTimeout(() => child.kill("SIGINT"), interruptMs).unref();
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve(status ?? (signal ? 128 : 1)));
  });
  const json = <T>(): T[] =>
    stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as T);
  return { code, stdout, stderr, json };
}

/** Starts a command that runs until it is stopped, and waits for a line on its standard output. */
export async function startLedgerscope(
  folder: string,
  args: readonly string[],
  ready: RegExp,
): Promise<{ readonly child: ChildProcess; readonly match: RegExpExecArray; stop(): Promise<number> }> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (text: string): void => {
      output += text;
      const found = ready.exec(output);
      if (found) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    child,
    match,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", (code) => resolve(code ?? -1));
        child.kill("SIGINT");
      }),
  };
}

/** A folder with a `ledgerscope.yaml` in it, removed by `remove()`. */
export async function projectFolder(config: string): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-e2e-"));
  await writeFile(path.join(folder, "ledgerscope.yaml"), config);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }) };
}
