import type { ReactElement } from "react";
import { shorten } from "../format/shorten.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import styles from "./Hash.module.css";
import { Icon } from "./Icon.tsx";

/**
 * A hash, id or address: monospace, shortened in the middle unless `full`, its whole value on hover, copied by
 * its button; under the pointer, all places of the page that have the same one are marked (`PageBehaviour` does both).
 */
export function Hash({ value, what, lang, href, full = false, short = false }: HashProps): ReactElement {
  const text = full ? value : short ? shorten(value, 6, 4) : shorten(value);
  const label = uiText(lang)("copy", { what });
  return (
    <span className={styles["hash"]} data-full={full} data-hash={value}>
      {href === undefined ? (
        <span className={styles["value"]} title={full ? undefined : value}>
          {text}
        </span>
      ) : (
        <AppLink className={styles["value"]} href={href} title={full ? undefined : value}>
          {text}
        </AppLink>
      )}
      <button type="button" className={styles["copy"]} data-copy={value} aria-label={label} title={label}>
        <Icon name="copy" size={13} />
      </button>
    </span>
  );
}

interface HashProps {
  readonly value: string;
  /** What it is, in the page's language, for the label of the copy button: "transaction id". */
  readonly what: string;
  readonly lang: Lang;
  readonly href?: string | undefined;
  readonly full?: boolean;
  /** For narrow columns. */
  readonly short?: boolean;
}
