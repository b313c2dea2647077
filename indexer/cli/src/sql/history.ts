import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stateFolder } from "../stateFolder.ts";

const MOST = 1000;

export interface History {
  /** Newest first, as `node:readline` takes them. */
  readonly entries: readonly string[];
  add(statement: string): void;
}

/** Statements of earlier sessions, one a line, readable by the user alone. Without a writable folder nothing is kept. */
export function openHistory(): History {
  const file = historyFile();
  const lines = file && existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const kept = lines.slice(-MOST);
  if (file && kept.length < lines.length) writeFileSync(file, `${kept.join("\n")}\n`, { mode: 0o600 });
  return {
    entries: kept.reverse(),
    add(statement) {
      if (file) appendFileSync(file, `${statement}\n`, { mode: 0o600 });
    },
  };
}

function historyFile(): string | undefined {
  try {
    return path.join(stateFolder(), "sql_history");
  } catch {
    return undefined;
  }
}
