import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { isLang, langs } from "@ledgerscope/ui/i18n/lang.ts";
import { langHeader } from "@ledgerscope/ui/site/siteProxy.ts";
import { headers } from "next/headers";
import type { ReactElement } from "react";
import { AwaitTransaction } from "#web/components/transaction/AwaitTransaction.tsx";
import { text } from "#web/i18n/text.ts";
import { url } from "#web/url.ts";

/** No transaction of this id here, or none yet: the page shows it as soon as there is. */
export default async function NotFound(): Promise<ReactElement> {
  const spoken = (await headers()).get(langHeader) ?? "";
  const lang = isLang(spoken) ? spoken : langs[0];
  const t = text(lang);
  return (
    <Surface>
      <Notice page icon="question" title={t("missing.title")}>
        <p>{t("tx.missing.text")}</p>
        <p>{t("tx.missing.follow")}</p>
        <p>
          <AppLink href={url.search(lang)}>{t("tx.missing.search")}</AppLink>
        </p>
        <AwaitTransaction />
      </Notice>
    </Surface>
  );
}
