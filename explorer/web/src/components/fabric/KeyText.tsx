import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./KeyText.module.css";
import { compositeParts } from "./keyView.ts";

/** A key as it is, or a composite key by its parts: the object type, then the attributes. */
export function KeyText({ printed, hex, lang, limit = 160 }: KeyTextProps): ReactElement {
  const parts = compositeParts(hex);
  if (parts === undefined) {
    return (
      <bdi dir="ltr" className={styles["key"]}>
        {printableLine(printed, limit)}
      </bdi>
    );
  }
  const [type = "", ...attributes] = parts;
  return (
    <span className={styles["composite"]} title={text(lang)("fabric.key.composite")}>
      <bdi className={styles["type"]}>{printableLine(type, limit)}</bdi>
      {attributes.map((attribute, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attribute is its position
        <bdi key={i} className={styles["attribute"]}>
          {attribute === "" ? "∅" : printableLine(attribute, limit)}
        </bdi>
      ))}
    </span>
  );
}

interface KeyTextProps {
  /** As the API prints it. */
  readonly printed: string;
  readonly hex: string;
  readonly lang: Lang;
  readonly limit?: number;
}
