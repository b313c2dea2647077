import { execFile } from "node:child_process";
import { fabricFreeEnvironment } from "./ownProcess.ts";

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const LAST_LINES = 3;

/**
 * Runs one of Fabric's tools to its end.
 * @returns what it wrote on standard output
 * @throws Error with the last lines that it wrote
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { environment?: Readonly<Record<string, string>>; signal?: AbortSignal } = {},
): Promise<string> {
  return new Promise((settle, fail) => {
    execFile(
      program,
      [...args],
      {
        env: { ...fabricFreeEnvironment(), ...options.environment },
        maxBuffer: MAX_OUTPUT_BYTES,
        ...(options.signal ? { signal: options.signal } : {}),
      },
      (error, stdout, stderr) => {
        if (!error) return settle(stdout);
        const said = lastLines(stderr || stdout) || error.message;
        const name = program.slice(program.lastIndexOf("/") + 1);
        fail(new Error(`${name} ${args.slice(0, 4).join(" ")} failed: ${said}`, { cause: error }));
      },
    );
  });
}

/** The last lines of a log, of JSON lines their messages. */
export function lastLines(text: string): string {
  const lines = text
    .split("\n")
    .filter((line) => line.trim() && !/^(Usage:|Flags:|Global Flags:|\s+-)/.test(line))
    .slice(-LAST_LINES);
  return lines.map(messageOf).join(" / ");
}

function messageOf(line: string): string {
  try {
    const entry = JSON.parse(line) as { msg?: string; error?: string };
    return [entry.msg, entry.error].filter(Boolean).join(": ") || line;
  } catch {
    return line.trim();
  }
}
