import type { ReactElement } from "react";
import styles from "./Sparkline.module.css";

/**
 * How something went, in the size of a word: bars drawn on the server, the part that failed at their foot. The
 * largest bar has the whole height; `label` says to screen readers what is seen.
 */
export function Sparkline({ values, label, width = 150, height = 30 }: SparklineProps): ReactElement {
  const largest = Math.max(1, ...values.map(({ total }) => total));
  const step = width / Math.max(1, values.length);
  const bar = Math.max(1, step - 1);
  const bars = (of: "total" | "failed"): string =>
    values
      .map((value, i) => {
        if (value[of] === 0) return "";
        const tall = Math.max(1.5, (value[of] / largest) * height);
        return `M${(i * step).toFixed(1)} ${height}v${(-tall).toFixed(1)}h${bar.toFixed(1)}V${height}z`;
      })
      .join("");
  return (
    <svg
      className={styles["sparkline"]}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
    >
      <path d={`M0 ${height - 0.5}h${width}`} className={styles["ground"]} />
      <path d={bars("total")} className={styles["total"]} />
      <path d={bars("failed")} className={styles["failed"]} />
    </svg>
  );
}

interface SparklineProps {
  readonly values: readonly { readonly total: number; readonly failed: number }[];
  readonly label: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}
