/** What the API tells of a running statement, a line of JSON each. */
export type RunEvent =
  | { readonly columns: readonly ResultColumn[] }
  | { readonly rows: readonly ResultRow[] }
  | { readonly progress: Progress }
  | { readonly end: { readonly rows: number; readonly elapsedMs: number; readonly cut: boolean } }
  | { readonly error: SqlProblem };

export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** 64-bit numbers are text. */
export type ResultRow = readonly unknown[];

export interface Progress {
  readonly readRows: number;
  readonly readBytes: number;
  /** 0: nobody can tell. */
  readonly totalRows: number;
  readonly elapsedMs: number;
}

export interface SqlProblem {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  /** Where in the statement, in characters. */
  readonly from?: number;
  readonly to?: number;
}

export interface RunQuestion {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A UUID. */
  readonly queryId: string;
}

/** Runs a statement; events come while it runs. Who stops listening, or aborts, ends it. */
export async function* runSql(question: RunQuestion, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const response = await fetch("/sql/run", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal,
  });
  if (!response.ok || !response.body) {
    const { detail, code } = (await response.json().catch(() => ({}))) as { detail?: string; code?: string };
    yield { error: { code: 0, name: code ?? String(response.status), message: detail ?? response.statusText } };
    return;
  }
  let pending = "";
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const end = value.lastIndexOf("\n");
    if (end < 0) {
      pending += value;
      continue;
    }
    const lines = (pending + value.slice(0, end)).split("\n");
    pending = value.slice(end + 1);
    for (const line of lines) if (line !== "") yield JSON.parse(line) as RunEvent;
  }
}

/** Ends a statement, by the engine's own command. */
export async function cancelSql(queryId: string): Promise<void> {
  await fetch("/sql/cancel", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ queryId }),
  });
}

const EXPLAIN = "EXPLAIN ";

/**
 * Whether the engine could run a statement, without running it: what it says against it, with its place.
 * @returns undefined where nothing is wrong, or it is a statement that cannot be explained.
 */
export async function explainSql(
  sql: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<SqlProblem | undefined> {
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return undefined;
  const question = { sql: EXPLAIN + sql, parameters, queryId: crypto.randomUUID() };
  try {
    for await (const event of runSql(question, AbortSignal.timeout(15_000))) {
      // A statement may have a format of its own in a download.
      if (!("error" in event) || event.error.name === "FORMAT") continue;
      const { from, to, ...problem } = event.error;
      return from === undefined || to === undefined
        ? problem
        : { ...problem, from: from - EXPLAIN.length, to: to - EXPLAIN.length };
    }
  } catch {
    // The download itself will tell.
  }
  return undefined;
}
