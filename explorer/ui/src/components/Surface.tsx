import type { ReactElement, ReactNode } from "react";
import styles from "./Panel.module.css";

/** A part of a page on its own surface that needs no title: what it holds, or the page, says itself. */
export function Surface({ flush = false, children }: SurfaceProps): ReactElement {
  return (
    <div className={styles["panel"]} data-flush={flush}>
      {flush ? <div className={styles["body"]}>{children}</div> : children}
    </div>
  );
}

interface SurfaceProps {
  /** For tables, which bring their own padding. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}
