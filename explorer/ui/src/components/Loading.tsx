import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./Loading.module.css";
import { Skeleton } from "./Skeleton.tsx";

/** The place of a list or a figure that is on its way, in its final height: `rows` of a table, or `height` pixels. */
export function Loading({ lang, rows, height = 150 }: LoadingProps): ReactElement {
  const label = uiText(lang)("loading");
  if (rows === undefined) return <Skeleton height={height} label={label} />;
  return (
    <div className={styles["rows"]}>
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={i} className={styles["row"]} style={{ opacity: 1 - (0.7 * i) / rows }}>
          <span style={{ inlineSize: "12%" }} />
          <span style={{ inlineSize: `${28 + ((i * 7) % 12)}%` }} />
          <span style={{ inlineSize: "16%" }} />
          <span style={{ inlineSize: "10%" }} />
        </div>
      ))}
    </div>
  );
}

interface LoadingProps {
  readonly lang: Lang;
  readonly rows?: number | undefined;
  /** Pixels. */
  readonly height?: number;
}
