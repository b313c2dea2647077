"use client";

import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import styles from "./RunStatus.module.css";
import type { SqlWords } from "./sqlWords.ts";
import type { Run } from "./useRun.ts";

/** How far a statement is: what was read of what there is, how long it takes, what came. */
export function RunStatus({ run, words, lang }: RunStatusProps): ReactElement {
  const { state, progress, rows } = run;
  const shown = state === "cancelling" ? "running" : state;
  const share = progress && progress.totalRows > 0 ? Math.min(1, progress.readRows / progress.totalRows) : undefined;
  const elapsed = run.elapsedMs ?? progress?.elapsedMs;
  return (
    <div className={styles["status"]} data-state={shown}>
      <span role="status" className={styles["state"]}>
        {words[`sql.state.${shown}`]}
      </span>
      <div
        className={styles["bar"]}
        role="progressbar"
        aria-label={words["sql.progress"]}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { "aria-valuenow": Math.round(share * 100) })}
        data-known={share !== undefined}
      >
        <i style={{ inlineSize: `${(shown === "done" ? 1 : (share ?? 0)) * 100}%` }} />
      </div>
      {shown !== "idle" && (
        <dl className={styles["figures"]}>
          <Figure name={words["sql.progress.rows"]} value={formatNumber(rows.length, lang)} />
          {progress && (
            <>
              <Figure
                name={words["sql.progress.read"]}
                value={
                  share === undefined || shown === "done"
                    ? formatNumber(progress.readRows, lang)
                    : `${formatNumber(progress.readRows, lang)} (${Math.round(share * 100)} %)`
                }
              />
              <Figure name={words["sql.progress.bytes"]} value={formatBytes(progress.readBytes, lang)} />
            </>
          )}
          {elapsed !== undefined && (
            <Figure
              name={words["sql.progress.elapsed"]}
              value={formatDuration(BigInt(Math.max(1, elapsed)) * 1_000_000n, lang)}
            />
          )}
        </dl>
      )}
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface RunStatusProps {
  readonly run: Run;
  readonly words: SqlWords;
  readonly lang: Lang;
}
