import type { ReactElement } from "react";
import { formatBytes } from "../format/number.ts";
import { printable } from "../format/printable.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./ChainText.module.css";

/**
 * Text or hex that somebody wrote into a chain. What would hide or reorder its surroundings is escaped, its
 * direction is isolated, and no more than `limit` characters reach the page, whatever its size.
 */
export function ChainText({ text, lang, bytes, limit = 600, block = false }: ChainTextProps): ReactElement {
  const t = uiText(lang);
  if (text === "") return <span className="muted">{t("empty")}</span>;
  const shown = printable(text, limit);
  const more = shown.cut > 0 && <span className="muted"> {t("cut", { count: shown.cut })}</span>;
  return (
    // What scrolls must be reachable from the keyboard.
    <span className={block ? styles["block"] : styles["inline"]} tabIndex={block ? 0 : undefined}>
      <bdi dir="ltr" className={styles["text"]}>
        {shown.text}
      </bdi>
      {more}
      {bytes !== undefined && <span className="muted"> ({formatBytes(bytes, lang)})</span>}
    </span>
  );
}

interface ChainTextProps {
  readonly text: string;
  readonly lang: Lang;
  /** Length of the whole value in bytes, when it should be said. */
  readonly bytes?: number | undefined;
  /** Characters shown at most. */
  readonly limit?: number;
  /** On a sunken surface of its own, scrolling when it is long. */
  readonly block?: boolean;
}
