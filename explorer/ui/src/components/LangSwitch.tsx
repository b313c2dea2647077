"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactElement } from "react";
import { type Lang, langNames, langs, locales } from "../i18n/lang.ts";
import styles from "./LangSwitch.module.css";

/** The same page in the other language. The choice is remembered for visits that name no language. */
export function LangSwitch({ lang, label }: { lang: Lang; label: string }): ReactElement {
  const path = usePathname().replace(/^\/[^/]*/, "");
  const query = useSearchParams().toString();
  return (
    <nav aria-label={label} className={styles["switch"]}>
      {langs
        .filter((other) => other !== lang)
        .map((other) => (
          <a
            key={other}
            className={styles["link"]}
            href={`/${other}${path}${query && `?${query}`}`}
            hrefLang={locales[other]}
            lang={locales[other]}
            onClick={() => {
              // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
              document.cookie = `lang=${other}; path=/; max-age=31536000; samesite=lax`;
            }}
          >
            {langNames[other]}
          </a>
        ))}
    </nav>
  );
}
