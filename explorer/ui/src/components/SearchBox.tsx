import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Icon } from "./Icon.tsx";
import styles from "./SearchBox.module.css";

/** One box for everything; a plain form, so that it works before and without scripts. */
export function SearchBox({ action, lang, query = "" }: SearchBoxProps): ReactElement {
  const t = uiText(lang);
  return (
    <search className={styles["search"]}>
      <form action={action} className={styles["form"]}>
        <input
          className={styles["input"]}
          type="search"
          name="q"
          defaultValue={query}
          key={query}
          placeholder={t("search.placeholder")}
          aria-label={t("search.label")}
          maxLength={256}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button type="submit" className={styles["button"]} aria-label={t("search.submit")}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

interface SearchBoxProps {
  /** Path of the search page; the query goes to `?q=`. */
  readonly action: string;
  readonly lang: Lang;
  readonly query?: string;
}
