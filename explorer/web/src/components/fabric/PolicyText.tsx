import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import styles from "./PolicyText.module.css";
import { policyWords } from "./policyWords.ts";

/** A policy in words, with the expression that it is written in below. */
export function PolicyText({ policy, lang }: { policy: string; lang: Lang }): ReactElement {
  const words = policyWords(policy, lang);
  return (
    <span className={styles["policy"]}>
      {words !== undefined && <span>{printableLine(words, 1_000)}</span>}
      {policy !== "" && policy !== words && (
        <code className={words === undefined ? styles["whole"] : styles["expression"]}>
          <bdi dir="ltr">{printableLine(policy, 2_000)}</bdi>
        </code>
      )}
    </span>
  );
}
