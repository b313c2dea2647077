import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./CompareForm.module.css";

/** Names the two transactions: a plain form, whose fields are the page's address. */
export function CompareForm({ network, a, b, lang }: CompareFormProps): ReactElement {
  const t = text(lang);
  return (
    <form className={styles["form"]} action={url.compare(lang, network)}>
      {(["a", "b"] as const).map((name) => (
        <label key={name} className={styles["field"]}>
          <span>{t(`compare.${name}`)}</span>
          <input
            name={name}
            defaultValue={name === "a" ? a : b}
            maxLength={66}
            required
            autoCapitalize="none"
            spellCheck={false}
          />
        </label>
      ))}
      <button type="submit" className={styles["button"]}>
        {t("compare.do")}
      </button>
    </form>
  );
}

interface CompareFormProps {
  readonly network: string;
  readonly a: string;
  readonly b: string;
  readonly lang: Lang;
}
