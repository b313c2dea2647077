import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { ChainValue } from "../value/ChainValue.tsx";
import styles from "./ConfigValue.module.css";

/** Characters of a value that stand open. */
const SHORT = 160;

/** A value of a configuration in words; a long one opens, with its JSON. */
export function ConfigValue({ item, lang }: ConfigValueProps): ReactElement {
  const t = text(lang);
  if (item.decodeError !== null) {
    return (
      <span className="muted">
        {t("fabric.undecoded")}: {printableLine(item.decodeError, 200)}
      </span>
    );
  }
  const said = (item.text || t("fabric.config.empty")).replace(/^capabilities\.| capabilities\./g, " ").trim();
  return (
    <details className={styles["value"]}>
      <summary>
        <bdi>{printableLine(said, SHORT)}</bdi>
      </summary>
      <ChainValue value={item.json} label={printableLine(item.path, 200)} lang={lang} />
    </details>
  );
}

interface ConfigValueProps {
  readonly item: {
    readonly path: string;
    readonly text: string;
    readonly json: string;
    readonly decodeError: string | null;
  };
  readonly lang: Lang;
}
