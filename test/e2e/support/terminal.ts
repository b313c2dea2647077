import { spawn } from "node:child_process";
import { bin } from "./cli.ts";

export interface Terminal {
  /** Everything shown so far, with its escape sequences. */
  shown(): string;
  type(text: string): void;
  /** Waits until something matches that was shown after what the last wait matched. */
  until(pattern: RegExp): Promise<string>;
  /** Exit code of the program. */
  readonly ended: Promise<number>;
  kill(): void;
}

/** Runs the command line tool on a terminal of its own, made by `script`. */
export function openTerminal(
  script: string,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Terminal {
  const command = [process.execPath, bin, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn(script, ["-qefc", command, "/dev/null"], {
    cwd: folder,
    env: { ...process.env, TERM: "xterm", ...env },
  });
  let shown = "";
  let seen = 0;
  let check = (): void => {};
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    check();
  });
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  return {
    shown: () => shown,
    type: (text) => void child.stdin.write(text),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        check = () => {
          const match = pattern.exec(shown.slice(seen));
          if (!match) return;
          seen += match.index + match[0].length;
          check = () => {};
          resolve(match[0]);
        };
        void ended.then(() => reject(new Error(`ended before it showed ${pattern}:\n${shown.slice(seen)}`)));
        check();
      }),
    ended,
    kill: () => void child.kill("SIGKILL"),
  };
}
