import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";
import styles from "./Accounting.module.css";

interface AccountingProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly published: string | number;
  readonly withheld: string | number;
  readonly total: string | number;
}

/** published + withheld = total, as a sum that anybody can check at a glance. */
export function Accounting({ lang, say, published, withheld, total }: AccountingProps): ReactElement {
  const terms = [
    { sign: "", value: published, name: say("sum.published") },
    { sign: "+", value: withheld, name: say("sum.withheld") },
    { sign: "=", value: total, name: say("sum.total") },
  ];
  return (
    <p className={styles["sum"]} data-accounting={`${published}+${withheld}=${total}`}>
      {terms.map(({ sign, value, name }) => (
        <span key={name} className={styles["term"]}>
          {sign && <span className={styles["sign"]}>{sign} </span>}
          <strong>{formatNumber(value, lang)}</strong> <span className={styles["name"]}>{name} </span>
        </span>
      ))}
    </p>
  );
}
