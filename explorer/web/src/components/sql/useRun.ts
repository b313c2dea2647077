import { useCallback, useEffect, useRef, useState } from "react";
import { cancelSql, type Progress, type ResultColumn, type ResultRow, runSql, type SqlProblem } from "./runSql.ts";

/** A statement from its start on, as far as it has come. */
export interface Run {
  readonly state: "idle" | "running" | "cancelling" | "done" | "cancelled" | "failed";
  /** What was run. */
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  readonly progress: Progress | undefined;
  /** Milliseconds, once it has ended. */
  readonly elapsedMs: number | undefined;
  /** There are more rows than are shown. */
  readonly cut: boolean;
  readonly problem: SqlProblem | undefined;
}

const idle: Run = {
  state: "idle",
  sql: "",
  columns: [],
  rows: [],
  progress: undefined,
  elapsedMs: undefined,
  cut: false,
  problem: undefined,
};

/** The engine's name for a statement that somebody has ended. */
const CANCELLED = "QUERY_WAS_CANCELLED";

/** Milliseconds after which a statement that does not heed its end is left alone. */
const PATIENCE_MS = 2000;

interface Running {
  readonly queryId: string;
  readonly control: AbortController;
}

/** Runs statements, one at a time; a new one ends the one before, and so does leaving the page. */
export function useRun(lost: string): {
  readonly run: Run;
  readonly start: (sql: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly cancel: () => void;
} {
  const [run, setRun] = useState<Run>(idle);
  const running = useRef<Running | undefined>(undefined);

  const start = useCallback(
    async (sql: string, parameters: Readonly<Record<string, unknown>>) => {
      running.current?.control.abort();
      const mine: Running = { queryId: crypto.randomUUID(), control: new AbortController() };
      running.current = mine;
      const rows: ResultRow[] = [];
      setRun({ ...idle, state: "running", sql, rows });
      // Rows are collected in place: copying them with every chunk would take longer than they take to come.
      const change = (part: Partial<Run>): void => {
        if (running.current === mine) setRun((now) => ({ ...now, ...part }));
      };
      try {
        for await (const event of runSql({ sql, parameters, queryId: mine.queryId }, mine.control.signal)) {
          if ("columns" in event) change({ columns: event.columns });
          else if ("progress" in event) change({ progress: event.progress });
          else if ("error" in event)
            change({ state: event.error.name === CANCELLED ? "cancelled" : "failed", problem: event.error });
          else if ("end" in event) change({ state: "done", elapsedMs: event.end.elapsedMs, cut: event.end.cut });
          else {
            for (const row of event.rows) rows.push(row);
            change({});
          }
        }
        if (running.current === mine) {
          setRun((now) =>
            now.state === "running" || now.state === "cancelling"
              ? { ...now, state: "failed", problem: { code: 0, name: "LOST", message: lost } }
              : now,
          );
        }
      } catch {
        if (mine.control.signal.aborted) change({ state: "cancelled" });
        else change({ state: "failed", problem: { code: 0, name: "LOST", message: lost } });
      }
    },
    [lost],
  );

  const cancel = useCallback(() => {
    const mine = running.current;
    if (!mine) return;
    setRun((now) => (now.state === "running" ? { ...now, state: "cancelling" } : now));
    cancelSql(mine.queryId).catch(() => {});
    setTimeout(() => mine.control.abort(), PATIENCE_MS);
  }, []);

  useEffect(() => () => running.current?.control.abort(), []);
  return { run, start, cancel };
}
