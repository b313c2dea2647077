import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Pager.module.css";

/** Turns the pages of a list by keyset: back to its newest entries, on to older ones. */
export function Pager({ of, firstHref, nextHref, words, lang }: PagerProps): ReactElement | null {
  const t = uiText(lang);
  if (firstHref === undefined && nextHref === undefined) return null;
  return (
    <nav className={styles["pager"]} aria-label={of === undefined ? t("page.label") : t("page.label.of", { of })}>
      {firstHref !== undefined && (
        <AppLink href={firstHref} scroll={false}>
          <Icon name="left" size={14} />
          {words?.first ?? t("page.first")}
        </AppLink>
      )}
      {nextHref !== undefined && (
        <AppLink href={nextHref} scroll={false} rel="next">
          {words?.next ?? t("page.next")}
          <Icon name="right" size={14} />
        </AppLink>
      )}
    </nav>
  );
}

interface PagerProps {
  /** What the list holds, where a page has several. */
  readonly of?: string;
  /** Absent on the first page. */
  readonly firstHref?: string | undefined;
  /** Absent on the last page. */
  readonly nextHref?: string | undefined;
  /** Of lists that are not in the order of time: the way to the first entries, and to the next ones. */
  readonly words?: { readonly first: string; readonly next: string } | undefined;
  readonly lang: Lang;
}
