import { spawn } from "node:child_process";
import { extname, join } from "node:path";

export interface Guardian {
  /** Ends this process group when we are killed. */
  watch(group: number): void;
  /** Everything has ended; the guardian may go. */
  release(): void;
}

/** Starts the process that ends all services should this one be killed (`kill -9`, out of memory). */
export function startGuardian(): Guardian {
  const program = join(import.meta.dirname, `guardian${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [...process.execArgv, program], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  const { stdin } = child;
  stdin.on("error", () => {}); // Without a guardian everything still works, short of a kill -9.
  return {
    watch: (group) => void stdin.write(`${group}\n`),
    release: () => void stdin.end("done\n"),
  };
}
