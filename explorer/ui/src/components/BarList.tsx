import type { ReactElement } from "react";
import { formatNumber } from "../format/number.ts";
import type { Lang } from "../i18n/lang.ts";
import { AppLink } from "./AppLink.tsx";
import styles from "./BarList.module.css";

/** Counts by name, largest first as given, each with a bar relative to the largest. */
export function BarList({ items, lang, label }: BarListProps): ReactElement {
  const largest = Math.max(1, ...items.map((item) => Number(item.count)));
  return (
    <ol className={styles["list"]} aria-label={label}>
      {items.map((item) => (
        <li key={item.name} className={styles["item"]}>
          <span className={styles["bar"]} style={{ inlineSize: `${(100 * Number(item.count)) / largest}%` }} />
          <span className={styles["name"]} title={item.name}>
            {item.href === undefined ? item.name : <AppLink href={item.href}>{item.name}</AppLink>}
          </span>
          <span className={styles["count"]}>{formatNumber(item.count, lang)}</span>
        </li>
      ))}
    </ol>
  );
}

interface BarListProps {
  readonly items: readonly { readonly name: string; readonly count: string | number; readonly href?: string }[];
  readonly lang: Lang;
  readonly label: string;
}
