import type { ReactElement, ReactNode } from "react";
import styles from "./Stat.module.css";

/** Figures side by side, each under its name. */
export function Stats({ children }: { children: ReactNode }): ReactElement {
  return <dl className={styles["stats"]}>{children}</dl>;
}

/** One figure; `note` says more in small print below it. */
export function Stat({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div className={styles["stat"]}>
      <dt>{name}</dt>
      <dd className={styles["value"]}>{children}</dd>
      <dd className={styles["note"]}>{note || "\u00a0"}</dd>
    </div>
  );
}
