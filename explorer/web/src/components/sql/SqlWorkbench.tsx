"use client";

import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { type ReactElement, type SubmitEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CellContext } from "./cell.ts";
import type { SqlEditorHandle } from "./codeMirror.ts";
import { fill } from "./fill.ts";
import { ParameterFields } from "./ParameterFields.tsx";
import { ProblemBox } from "./ProblemBox.tsx";
import { type ResultView, shareText, viewOf, viewText } from "./pageState.ts";
import { parametersOf, parameterValue } from "./parameters.ts";
import { ExampleList, SavedList, type StartingPoint } from "./QueryLists.tsx";
import { ResultPlot } from "./ResultPlot.tsx";
import { ResultTable } from "./ResultTable.tsx";
import { RunStatus } from "./RunStatus.tsx";
import { explainSql, type SqlProblem } from "./runSql.ts";
import { SqlEditor } from "./SqlEditor.tsx";
import styles from "./SqlWorkbench.module.css";
import type { SavedQuery, SqlLimits } from "./sqlApi.ts";
import type { SqlWords } from "./sqlWords.ts";
import { TableBrowser } from "./TableBrowser.tsx";
import { readNames, type SqlNames } from "./tables.ts";
import { useRun } from "./useRun.ts";

/** Characters of a URL that every browser and proxy takes. */
const MAX_URL = 8000;

const KEYS_ID = "sql-keys";

/** Where statements are written, run, drawn, saved and taken along. */
export function SqlWorkbench(props: SqlWorkbenchProps): ReactElement {
  const { start: initial, examples, limits, networks, viewer, words, lang, path } = props;
  const [sql, setSql] = useState(initial.sql);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(initial.parameters);
  const [view, setView] = useState<ResultView>(() => viewOf(initial.view));
  const [names, setNames] = useState<SqlNames>();
  const [namesFailed, setNamesFailed] = useState(false);
  const [saved, setSaved] = useState(props.saved);
  const [said, setSaid] = useState("");
  const editor = useRef<SqlEditorHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const checked = useRef(false);
  const [refused, setRefused] = useState<SqlProblem>();
  const { run, start, cancel } = useRun(words["sql.error.lost"]);
  const parameters = useMemo(() => parametersOf(sql), [sql]);
  const asked = useMemo(
    () => Object.fromEntries(parameters.map(({ name, type }) => [name, parameterValue(values[name] ?? "", type)])),
    [parameters, values],
  );
  const named = useMemo(
    () => Object.fromEntries(parameters.map(({ name }) => [name, values[name] ?? ""])),
    [parameters, values],
  );
  const running = run.state === "running" || run.state === "cancelling";

  useEffect(() => {
    const control = new AbortController();
    readNames(control.signal).then(setNames, () => {
      if (!control.signal.aborted) setNamesFailed(true);
    });
    return () => control.abort();
  }, []);

  const share = useCallback(
    (shown: ResultView): string | undefined => {
      const href = `${path}?${shareText(sql, named, shown)}`;
      return href.length <= MAX_URL ? href : undefined;
    },
    [path, sql, named],
  );
  const keep = useCallback(
    (shown: ResultView) => {
      const href = share(shown);
      if (href !== undefined) window.history.replaceState(window.history.state, "", href);
    },
    [share],
  );
  const runNow = useCallback(() => {
    if (sql.trim() === "") return;
    setSaid("");
    setRefused(undefined);
    editor.current?.mark(undefined);
    keep(view);
    void start(sql, asked);
  }, [sql, asked, start, keep, view]);

  const { problem } = run;
  useEffect(() => {
    if (problem?.from !== undefined) editor.current?.mark({ from: problem.from, to: problem.to ?? problem.from });
  }, [problem]);

  function change(text: string): void {
    setSql(text);
    setSaid("");
  }

  function open(point: Pick<StartingPoint, "sql" | "parameters" | "view">, address: string): void {
    setSql(point.sql);
    editor.current?.set(point.sql);
    setValues((now) => ({ ...now, ...point.parameters }));
    setView(viewOf(point.view));
    setSaid("");
    window.history.replaceState(window.history.state, "", address);
  }

  function show(next: ResultView): void {
    setView(next);
    keep(next);
  }

  /** The engine reads the statement first: what it cannot run must not end in a page of its own. */
  function download(event: SubmitEvent<HTMLFormElement>): void {
    if (checked.current) {
      checked.current = false;
      return;
    }
    event.preventDefault();
    setSaid("");
    setRefused(undefined);
    const { submitter } = event.nativeEvent as globalThis.SubmitEvent;
    void explainSql(sql, asked).then((wrong) => {
      if (wrong) {
        setRefused(wrong);
        if (wrong.from !== undefined) editor.current?.mark({ from: wrong.from, to: wrong.to ?? wrong.from });
        return;
      }
      checked.current = true;
      form.current?.requestSubmit(submitter);
    });
  }

  async function save(title: string): Promise<void> {
    const response = await fetch("/sql/saved", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ title, sql, parameters: named, view: viewText(view) }),
    }).catch(() => undefined);
    const body = (await response?.json().catch(() => undefined)) as (SavedQuery & { detail?: string }) | undefined;
    if (!response?.ok || !body) {
      setSaid(fill(words["sql.save.failed"], { why: body?.detail ?? words["sql.error.lost"] }));
      return;
    }
    setSaved((now) => [body, ...now.filter(({ id }) => id !== body.id)]);
    setSaid(words["sql.save.done"]);
    window.history.replaceState(window.history.state, "", savedHref(body));
  }

  async function remove(query: SavedQuery): Promise<void> {
    const response = await fetch(`/sql/saved/${encodeURIComponent(query.id)}`, { method: "DELETE" }).catch(
      () => undefined,
    );
    if (response?.ok) setSaved((now) => now.filter(({ id }) => id !== query.id));
  }

  async function copyLink(): Promise<void> {
    const href = share(view);
    if (href === undefined) return setSaid(words["sql.share.long"]);
    await navigator.clipboard.writeText(new URL(href, window.location.href).href);
    setSaid(words["sql.shared"]);
  }

  const savedHref = ({ id }: { readonly id: string }): string => `${path}?saved=${encodeURIComponent(id)}`;
  const exampleHref = ({ id }: { readonly id: string }): string => `${path}?example=${encodeURIComponent(id)}`;
  const context = useMemo<CellContext>(
    () => ({ lang, columns: run.columns, network: named["network"] }),
    [lang, run.columns, named],
  );
  return (
    <div className={styles["bench"]}>
      <form ref={form} action="/sql/export" method="post" className={styles["main"]} onSubmit={download}>
        <SqlEditor
          text={sql}
          names={names}
          handle={editor}
          onChange={change}
          onRun={runNow}
          words={{ editor: words["sql.editor"], keysId: KEYS_ID }}
        />
        <input type="hidden" name="parameters" value={JSON.stringify(asked)} />
        <ParameterFields
          parameters={parameters}
          values={values}
          networks={networks}
          words={words}
          onChange={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
        />
        <div className={styles["actions"]}>
          {running ? (
            <button type="button" className={styles["run"]} onClick={cancel} disabled={run.state === "cancelling"}>
              {words[run.state === "cancelling" ? "sql.cancelling" : "sql.cancel"]}
            </button>
          ) : (
            <button type="button" className={styles["run"]} data-primary="true" onClick={runNow}>
              {words["sql.run"]}
              <span className={styles["key"]} aria-hidden="true">
                ⌘↵
              </span>
            </button>
          )}
          <SaveForm words={words} onSave={save} />
          <button type="button" className={styles["quiet"]} onClick={copyLink}>
            {words["sql.share"]}
          </button>
          <span role="status" className={styles["said"]}>
            {said}
          </span>
          <fieldset className={styles["downloads"]}>
            <legend>{words["sql.download"]}</legend>
            {(["csv", "parquet", "ndjson"] as const).map((kind) => (
              <button
                key={kind}
                type="submit"
                name="format"
                value={kind}
                className={styles["quiet"]}
                aria-label={fill(words["sql.download.as"], { format: formats[kind] })}
              >
                {formats[kind]}
              </button>
            ))}
          </fieldset>
          <span id={KEYS_ID} className="visually-hidden">
            {words["sql.run.keys"]}
          </span>
        </div>
        <RunStatus run={run} words={words} lang={lang} />
      </form>

      <section className={styles["result"]} aria-label={words["sql.result"]} aria-busy={running}>
        {refused && <ProblemBox problem={refused} sql={sql} words={words} onGo={(at) => editor.current?.go(at)} />}
        {problem && run.state === "failed" && (
          <ProblemBox problem={problem} sql={run.sql} words={words} onGo={(at) => editor.current?.go(at)} />
        )}
        {run.columns.length > 0 && (
          <>
            <div className={styles["tabs"]}>
              {(["table", "plot"] as const).map((tab) => (
                <button key={tab} type="button" aria-pressed={view.tab === tab} onClick={() => show({ ...view, tab })}>
                  {words[`sql.result.${tab}`]}
                </button>
              ))}
              {run.cut && (
                <span className={styles["cut"]}>
                  {fill(words["sql.cut"], { rows: formatNumber(run.rows.length, lang) })}
                </span>
              )}
            </div>
            {run.rows.length === 0 && !running ? (
              <p className={styles["note"]}>{words["sql.result.none"]}</p>
            ) : view.tab === "table" ? (
              <ResultTable
                columns={run.columns}
                rows={run.rows}
                context={context}
                caption={words["sql.result.caption"]}
              />
            ) : (
              <ResultPlot
                columns={run.columns}
                rows={run.rows}
                wanted={view}
                words={words}
                lang={lang}
                onChange={(plot) => show({ tab: "plot", ...plot })}
              />
            )}
          </>
        )}
        {run.columns.length === 0 && !problem && (
          <p className={styles["blank"]}>
            {run.state === "done" ? words["sql.result.none"] : words["sql.result.empty"]}
          </p>
        )}
      </section>

      <aside className={styles["side"]}>
        <details open>
          <summary>{words["sql.examples"]}</summary>
          <ExampleList examples={examples} href={exampleHref} onOpen={(one) => open(one, exampleHref(one))} />
        </details>
        <details open={saved.length > 0}>
          <summary>{words["sql.saved"]}</summary>
          <SavedList
            saved={saved}
            viewer={viewer}
            href={savedHref}
            words={words}
            lang={lang}
            onOpen={(one) => open(one, savedHref(one))}
            onDelete={remove}
          />
        </details>
        <details open>
          <summary>{words["sql.tables"]}</summary>
          <TableBrowser
            tables={names?.tables}
            failed={namesFailed}
            words={words}
            lang={lang}
            onInsert={(name) => (editor.current ? editor.current.insert(name) : change(`${sql}${name}`))}
          />
        </details>
        <details>
          <summary>{words["sql.limits"]}</summary>
          <Limits limits={limits} words={words} lang={lang} />
        </details>
      </aside>
    </div>
  );
}

const formats = { csv: "CSV", parquet: "Parquet", ndjson: "NDJSON" } as const;

function SaveForm({
  words,
  onSave,
}: {
  readonly words: SqlWords;
  readonly onSave: (title: string) => Promise<void>;
}): ReactElement {
  const [title, setTitle] = useState("");
  const done = (): void => {
    if (title.trim() !== "") void onSave(title.trim());
  };
  return (
    <span className={styles["save"]}>
      <input
        value={title}
        maxLength={200}
        placeholder={words["sql.save.title"]}
        aria-label={words["sql.save.title"]}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          done();
        }}
      />
      <button type="button" className={styles["quiet"]} disabled={title.trim() === ""} onClick={done}>
        {words["sql.save"]}
      </button>
    </span>
  );
}

function Limits({
  limits,
  words,
  lang,
}: {
  readonly limits: SqlLimits;
  readonly words: SqlWords;
  readonly lang: Lang;
}): ReactElement {
  const bytes = (value: string): string => formatBytes(value, lang);
  const count = (value: string | number): string => formatNumber(value, lang);
  const rows = [
    [
      words["sql.limits.time"],
      fill(words["sql.limits.time.value"], { page: count(limits.seconds), file: count(limits.exportSeconds) }),
    ],
    [words["sql.limits.rows"], count(limits.rows)],
    [words["sql.limits.rowsRead"], count(limits.rowsRead)],
    [words["sql.limits.memory"], bytes(limits.memory)],
    [words["sql.limits.disk"], bytes(limits.temporaryDisk)],
    [words["sql.limits.statement"], bytes(limits.statementBytes)],
    [words["sql.limits.threads"], count(limits.threads)],
  ] as const;
  return (
    <dl className={styles["limits"]}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SqlWorkbenchProps {
  /** What the page opens with. */
  readonly start: Pick<StartingPoint, "sql" | "parameters" | "view">;
  readonly examples: readonly StartingPoint[];
  readonly saved: readonly SavedQuery[];
  readonly limits: SqlLimits;
  readonly networks: readonly string[];
  /** Name of who reads. */
  readonly viewer: string;
  /** Path of the page itself. */
  readonly path: string;
  readonly words: SqlWords;
  readonly lang: Lang;
}
