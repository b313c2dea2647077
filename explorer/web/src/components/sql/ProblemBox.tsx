"use client";

import type { ReactElement } from "react";
import { fill } from "./fill.ts";
import styles from "./ProblemBox.module.css";
import type { SqlProblem } from "./runSql.ts";
import type { SqlWords } from "./sqlWords.ts";

/** What the engine says about a statement that it does not run to its end, and where. */
export function ProblemBox({ problem, sql, words, onGo }: ProblemBoxProps): ReactElement {
  const { from } = problem;
  const before = from === undefined ? undefined : sql.slice(0, from).split("\n");
  return (
    <div role="alert" className={styles["box"]}>
      <p className={styles["head"]}>
        <code>{problem.name}</code>
        {before && (
          <>
            <span>
              {fill(words["sql.error.at"], { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })}
            </span>
            <button type="button" onClick={() => onGo(from ?? 0)}>
              {words["sql.error.go"]}
            </button>
          </>
        )}
      </p>
      <p className={styles["message"]}>{problem.message}</p>
    </div>
  );
}

interface ProblemBoxProps {
  readonly problem: SqlProblem;
  /** The statement that it is about. */
  readonly sql: string;
  readonly words: SqlWords;
  readonly onGo: (at: number) => void;
}
