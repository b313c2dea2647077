import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./KeySearch.module.css";

/** Goes to the keys of a namespace that begin with a text: a form by GET. */
export function KeySearch({ network, lang, namespaces, namespace, prefix = "" }: KeySearchProps): ReactElement {
  const t = text(lang);
  return (
    <search>
      <form className={styles["form"]} action={url.state(lang, network)}>
        {namespaces === undefined ? (
          <input type="hidden" name="ns" value={namespace} />
        ) : (
          <label className={styles["field"]}>
            <span>{t("fabric.namespace")}</span>
            <select name="ns" defaultValue={namespaces.find((one) => !one.namespace.startsWith("_"))?.namespace}>
              {namespaces
                .filter(({ collection }) => collection === "")
                .map((one) => (
                  <option key={one.namespace} value={one.namespace}>
                    {printableLine(one.namespace, 60)}
                  </option>
                ))}
            </select>
          </label>
        )}
        <label className={styles["field"]} data-wide="">
          <span>{t("fabric.key.begins")}</span>
          <input
            type="text"
            name="prefix"
            defaultValue={prefix}
            key={prefix}
            maxLength={1024}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </label>
        <button type="submit">{t("fabric.key.find")}</button>
      </form>
    </search>
  );
}

interface KeySearchProps {
  readonly network: string;
  readonly lang: Lang;
  /** To choose from; or `namespace`, which is given. */
  readonly namespaces?: readonly { readonly namespace: string; readonly collection: string }[];
  readonly namespace?: string;
  readonly prefix?: string | undefined;
}
