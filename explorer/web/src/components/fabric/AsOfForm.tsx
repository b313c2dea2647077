import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { KeyFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./AsOfForm.module.css";
import { keyHref } from "./keyHref.ts";

/** Names the block after which a key is looked at: a plain form, whose fields are the page's address. */
export function AsOfForm({ of, network, at, lang }: AsOfFormProps): ReactElement {
  const t = text(lang);
  const now = keyHref(lang, network, of);
  const [path, query = ""] = now.split("?");
  return (
    <form className={styles["form"]} action={path}>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        {t("fabric.key.asOf.label")} <input name="at" type="number" min={0} required defaultValue={at} />
      </label>
      <button type="submit">{t("fabric.key.asOf.show")}</button>
      {at !== undefined && <AppLink href={now}>{t("fabric.key.now")}</AppLink>}
    </form>
  );
}

interface AsOfFormProps {
  readonly of: KeyFactsFragment;
  readonly network: string;
  /** The height that is looked at; undefined: now. */
  readonly at: number | undefined;
  readonly lang: Lang;
}
