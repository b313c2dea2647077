import { closeSync, openSync, rmSync, statSync } from "node:fs";

/** Whoever holds a lock longer has been killed: work under it takes milliseconds. */
const STALE_MS = 5_000;
const LOOK_MS = 10;

/** Does work that no other process does at the same time; the lock is a file that only one can make. */
export function withLock<T>(path: string, work: () => T): T {
  for (;;) {
    try {
      closeSync(openSync(path, "wx"));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isStale(path)) rmSync(path, { force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
    }
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function isStale(path: string): boolean {
  const made = statSync(path, { throwIfNoEntry: false });
  return made !== undefined && Date.now() - made.mtimeMs > STALE_MS;
}
