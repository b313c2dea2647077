import type { ReactElement } from "react";
import styles from "./Skeleton.module.css";

/** Holds the place of content that is on its way, in the height that it will have. */
export function Skeleton({ height, label }: { height: number | string; label?: string | undefined }): ReactElement {
  return (
    <div className={styles["skeleton"]} style={{ blockSize: height }}>
      {label !== undefined && <span className="visually-hidden">{label}</span>}
    </div>
  );
}
