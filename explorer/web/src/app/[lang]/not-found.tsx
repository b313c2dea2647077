import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { isLang, langs } from "@ledgerscope/ui/i18n/lang.ts";
import { langHeader } from "@ledgerscope/ui/site/siteProxy.ts";
import { headers } from "next/headers";
import type { ReactElement } from "react";
import { text } from "#web/i18n/text.ts";
import { url } from "#web/url.ts";

/** Gets no parameters from Next; the language comes from the proxy. */
export default async function NotFound(): Promise<ReactElement> {
  const spoken = (await headers()).get(langHeader) ?? "";
  const lang = isLang(spoken) ? spoken : langs[0];
  const t = text(lang);
  return (
    <Surface>
      <Notice page icon="question" title={t("missing.title")}>
        <p>{t("missing.text")}</p>
        <p>
          <AppLink href={url.home(lang)}>{t("missing.home")}</AppLink>
        </p>
      </Notice>
    </Surface>
  );
}
