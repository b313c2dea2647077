import { readdirSync, readFileSync } from "node:fs";

/** Ticks per second of the times in /proc (USER_HZ, 100 on every Linux). */
const TICKS = 100;

/** CPU seconds that each of some processes has used, with all its descendants that still run (Linux: /proc). */
export function cpuOfTrees(pids: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const parentOf = new Map<number, number>();
  const used = new Map<number, number>();
  for (const pid of readdirSync("/proc").map(Number).filter(Number.isInteger)) {
    try {
      // The command's name, in parentheses, may hold blanks.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      parentOf.set(pid, Number(fields[1]));
      used.set(pid, (Number(fields[11]) + Number(fields[12])) / TICKS);
    } catch {
      // It has just ended.
    }
  }
  const isIn = (pid: number, tree: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 0; at = parentOf.get(at))
      if (at === tree) return true;
    return false;
  };
  return Object.fromEntries(
    Object.entries(pids).flatMap(([name, tree]) => {
      if (tree === undefined) return [];
      const members = [...used].filter(([pid]) => isIn(pid, tree));
      return [[name, members.reduce((sum, [, seconds]) => sum + seconds, 0)]];
    }),
  );
}
