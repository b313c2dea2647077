import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./DeclaredName.module.css";
import { DecodingBadge } from "./DecodingBadge.tsx";

/** What a selector or a topic stands for, with how sure that is; itself where nothing known has it. */
export function DeclaredName({ name, of, lang }: DeclaredNameProps): ReactElement {
  if (name === null) {
    return (
      <span className={styles["name"]}>
        <code>{of.length > 12 ? `${of.slice(0, 10)}…` : of}</code>{" "}
        <span className="muted">{text(lang)("evm.method.unknown")}</span>
      </span>
    );
  }
  return (
    <span className={styles["name"]}>
      <bdi dir="ltr">
        <code>{printableLine(name.signature, 120)}</code>
      </bdi>
      <DecodingBadge source={name.source} {...(name.origin === undefined ? {} : { origin: name.origin })} lang={lang} />
    </span>
  );
}

interface DeclaredNameProps {
  readonly name: {
    readonly signature: string;
    readonly source: "abi" | "standard" | "guess";
    readonly origin?: string;
  } | null;
  /** The selector or topic. */
  readonly of: string;
  readonly lang: Lang;
}
