import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./MethodName.module.css";

/** A function by its name where it is known; a guess carries a question mark. */
export function MethodName({ method, name, lang }: MethodNameProps): ReactElement {
  const t = text(lang);
  if (name === null) return method === "" ? <span className="muted">–</span> : <code>{printableLine(method, 28)}</code>;
  return (
    <bdi dir="ltr" className={styles["method"]} title={`${printableLine(name.signature, 200)} · ${method}`}>
      {printableLine(name.signature.replace(/\(.*$/s, ""), 28)}
      {name.source === "guess" && (
        <span className={styles["guess"]} title={t("evm.source.guess")}>
          ?<span className="visually-hidden"> {t("evm.source.guess")}</span>
        </span>
      )}
    </bdi>
  );
}

interface MethodNameProps {
  /** Selector. */
  readonly method: string;
  readonly name: { readonly signature: string; readonly source: string } | null;
  readonly lang: Lang;
}
