import type { ReactElement, ReactNode } from "react";
import styles from "./Panel.module.css";

/** A part of a page on its own surface that needs no title: what it holds says itself. */
export function Surface({ children }: { children: ReactNode }): ReactElement {
  return <div className={styles["panel"]}>{children}</div>;
}
