import { PageBehaviour } from "@ledgerscope/ui/components/PageBehaviour.tsx";
import { SiteHeader } from "@ledgerscope/ui/components/SiteHeader.tsx";
import { parseTheme } from "@ledgerscope/ui/components/theme.ts";
import { isLang, type Lang, langs, locales } from "@ledgerscope/ui/i18n/lang.ts";
import { uiText } from "@ledgerscope/ui/i18n/uiMessages.ts";
import { langHeader } from "@ledgerscope/ui/site/siteProxy.ts";
import { cookies, headers } from "next/headers";
import type { ReactElement, ReactNode } from "react";
import { MainNav } from "../components/MainNav.tsx";
import { text } from "../i18n/messages.ts";
import { homeHref } from "../links.ts";
import "@ledgerscope/ui/styles/styles.css";
import "@ledgerscope/verifier/styles.css";
import "./site.css";

async function requestLang(): Promise<Lang> {
  const spoken = (await headers()).get(langHeader) ?? "";
  return isLang(spoken) ? spoken : langs[0];
}

export default async function Layout({ children }: { readonly children: ReactNode }): Promise<ReactElement> {
  const lang = await requestLang();
  const say = text(lang);
  const theme = parseTheme((await cookies()).get("theme")?.value);
  return (
    <html lang={locales[lang]} data-theme={theme === "auto" ? undefined : theme}>
      <body>
        <SiteHeader lang={lang} theme={theme} homeHref={homeHref(lang)} tagline={say("site.tagline")}>
          <MainNav lang={lang} say={say} />
        </SiteHeader>
        <main id="content">{children}</main>
        <footer className="footer">
          <p>{say("site.footer")}</p>
        </footer>
        <PageBehaviour copied={uiText(lang)("copied")} />
      </body>
    </html>
  );
}
