import type { ReactElement, ReactNode } from "react";
import styles from "./Halves.module.css";

/** Two panels side by side where there is room, the first one wider: it holds the whole hashes. */
export function Halves({ children }: { children: ReactNode }): ReactElement {
  return <div className={styles["halves"]}>{children}</div>;
}
