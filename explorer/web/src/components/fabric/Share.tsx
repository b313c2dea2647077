import type { ReactElement, ReactNode } from "react";
import styles from "./Share.module.css";

/** A share of 0 to 1 as a word with a bar behind it. */
export function Share({ share, tone, children }: ShareProps): ReactElement {
  return (
    <span className={styles["share"]} data-tone={tone}>
      <span className={styles["bar"]} style={{ inlineSize: `${Math.min(100, share * 100)}%` }} aria-hidden="true" />
      <span className={styles["word"]}>{children}</span>
    </span>
  );
}

interface ShareProps {
  readonly share: number;
  readonly tone?: "failed" | undefined;
  readonly children: ReactNode;
}
