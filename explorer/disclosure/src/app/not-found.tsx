import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { isLang, langs } from "@ledgerscope/ui/i18n/lang.ts";
import { langHeader } from "@ledgerscope/ui/site/siteProxy.ts";
import { headers } from "next/headers";
import type { ReactElement } from "react";
import { text } from "../i18n/messages.ts";
import { homeHref } from "../links.ts";

export default async function NotFound(): Promise<ReactElement> {
  const spoken = (await headers()).get(langHeader) ?? "";
  const lang = isLang(spoken) ? spoken : langs[0];
  const say = text(lang);
  return (
    <Notice icon="question" title={say("missing.title")}>
      <title>{`${say("missing.title")} · ${say("site.title")}`}</title>
      <p>{say("missing.text")}</p>
      <p>
        <AppLink href={homeHref(lang)}>{say("missing.back")}</AppLink>
      </p>
    </Notice>
  );
}
