"use client";

import type { ReactElement, ReactNode } from "react";
import styles from "./ReloadButton.module.css";

/** Loads the page again, as the browser's own button does. */
export function ReloadButton({ children }: { children: ReactNode }): ReactElement {
  return (
    <button type="button" className={styles["reload"]} onClick={() => location.reload()}>
      {children}
    </button>
  );
}
