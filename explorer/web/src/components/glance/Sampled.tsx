import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./Sampled.module.css";

/** Says that figures rest on some of the transactions; nothing where they rest on all of them. */
export function Sampled({ oneIn, lang }: { oneIn: number; lang: Lang }): ReactElement | null {
  return oneIn > 1 ? <p className={styles["sampled"]}>{text(lang)("ops.sampled", { n: oneIn })}</p> : null;
}
