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
