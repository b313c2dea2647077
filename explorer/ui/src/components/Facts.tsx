import type { ReactElement, ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names and values of one thing, one a line. */
export function Facts({ children }: { children: ReactNode }): ReactElement {
  return <dl className={styles["facts"]}>{children}</dl>;
}

/** One line of `Facts`; with nothing to say it is left out. */
export function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  if (children === null || children === undefined || children === false || children === "") return null;
  return (
    <div className={styles["fact"]}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
