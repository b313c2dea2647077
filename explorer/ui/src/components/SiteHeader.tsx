import type { ReactElement, ReactNode } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import { LangSwitch } from "./LangSwitch.tsx";
import styles from "./SiteHeader.module.css";
import { ThemeToggle } from "./ThemeToggle.tsx";
import type { Theme } from "./theme.ts";

/** The bar over every page: the site's name, its search (or what takes its place), language and colours. */
export function SiteHeader(props: SiteHeaderProps): ReactElement {
  const { lang, theme, homeHref, tagline, wide = false, tools, children } = props;
  const t = uiText(lang);
  return (
    <header className={styles["header"]}>
      <a className={styles["skip"]} href="#content">
        {t("skip")}
      </a>
      <div className={styles["bar"]} data-wide={wide}>
        <AppLink className={styles["brand"]} href={homeHref} data-go="h">
          <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
            <path
              d="M3 3.5v15h16M7.5 14V9.5m4 4.5V5m4 9V7.5"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.4"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          Ledgerscope
          {tagline !== undefined && <span className={styles["tagline"]}>{tagline}</span>}
        </AppLink>
        <div className={styles["middle"]}>{children}</div>
        <div className={styles["tools"]}>
          {tools}
          <LangSwitch lang={lang} label={t("lang.label")} />
          <ThemeToggle
            initial={theme}
            label={t("theme.label")}
            names={{ auto: t("theme.auto"), light: t("theme.light"), dark: t("theme.dark") }}
          />
        </div>
      </div>
    </header>
  );
}

interface SiteHeaderProps {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly homeHref: string;
  /** Which of the sites this is. */
  readonly tagline?: string;
  /** As wide as a page with a navigation beside it. */
  readonly wide?: boolean;
  /** Before the choice of language: links, controls. */
  readonly tools?: ReactNode;
  readonly children?: ReactNode;
}
