import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./PrevNext.module.css";

/** The one before and the one after of the same kind; where there is none, its place stays. Keys `p` and `n`. */
export function PrevNext({ label, previous, next, lang }: PrevNextProps): ReactElement {
  const t = uiText(lang);
  return (
    <nav className={styles["neighbours"]} aria-label={label}>
      {previous === undefined ? (
        <span aria-hidden="true">
          <Icon name="left" size={14} />
        </span>
      ) : (
        <AppLink
          href={previous.href}
          rel="prev"
          aria-label={`${t("neighbour.previous")}: ${previous.name}`}
          title={`${previous.name} (p)`}
        >
          <Icon name="left" size={14} />
          <span className={styles["word"]}>{t("neighbour.previous")}</span>
        </AppLink>
      )}
      {next === undefined ? (
        <span aria-hidden="true">
          <Icon name="right" size={14} />
        </span>
      ) : (
        <AppLink
          href={next.href}
          rel="next"
          aria-label={`${t("neighbour.next")}: ${next.name}`}
          title={`${next.name} (n)`}
        >
          <span className={styles["word"]}>{t("neighbour.next")}</span>
          <Icon name="right" size={14} />
        </AppLink>
      )}
    </nav>
  );
}

interface Neighbour {
  readonly href: string;
  /** What it is: "Previous block 169". */
  readonly name: string;
}

interface PrevNextProps {
  /** Neighbours of what: "Neighbouring blocks". */
  readonly label: string;
  readonly previous?: Neighbour | undefined;
  readonly next?: Neighbour | undefined;
  readonly lang: Lang;
}
