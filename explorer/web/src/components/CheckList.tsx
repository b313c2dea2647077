import { CheckBadge } from "@ledgerscope/ui/components/CheckBadge.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ChecksFragment } from "../generated/graphql.ts";
import { textOr } from "../i18n/text.ts";
import styles from "./CheckList.module.css";

/** What was verified and how it came out: one line per check, each outcome with how often unless told otherwise. */
export function CheckList({ checks, counted = true, lang }: CheckListProps): ReactElement {
  const names = [...new Set(checks.map(({ check }) => check))];
  return (
    <ul className={styles["checks"]}>
      {names.map((name) => (
        <li key={name} className={styles["check"]}>
          <span>{textOr(lang, "check.", name)}</span>
          <span className={styles["outcomes"]}>
            {checks
              .filter(({ check }) => check === name)
              .map(({ state, count }) => (
                <CheckBadge key={state} state={state} lang={lang}>
                  {counted && formatNumber(count, lang)}
                </CheckBadge>
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface CheckListProps {
  readonly checks: readonly ChecksFragment[];
  readonly counted?: boolean;
  readonly lang: Lang;
}
