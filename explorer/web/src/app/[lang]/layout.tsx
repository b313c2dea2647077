import "@ledgerscope/ui/styles/styles.css";
import { PageBehaviour } from "@ledgerscope/ui/components/PageBehaviour.tsx";
import { SearchBox } from "@ledgerscope/ui/components/SearchBox.tsx";
import { SiteHeader } from "@ledgerscope/ui/components/SiteHeader.tsx";
import { parseTheme } from "@ledgerscope/ui/components/theme.ts";
import { isLang, langs, locales } from "@ledgerscope/ui/i18n/lang.ts";
import { uiText } from "@ledgerscope/ui/i18n/uiMessages.ts";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactElement, ReactNode } from "react";
import { text } from "#web/i18n/text.ts";
import { url } from "#web/url.ts";

interface LayoutProps {
  readonly params: Promise<{ lang: string }>;
  readonly children: ReactNode;
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { lang } = await params;
  const t = text(isLang(lang) ? lang : langs[0]);
  return {
    title: { default: "Ledgerscope", template: "%s · Ledgerscope" },
    description: t("site.description"),
    robots: { index: false },
  };
}

/** The frame of every page. The theme comes from a cookie, so that the first paint has its colours. */
export default async function Layout({ params, children }: LayoutProps): Promise<ReactElement> {
  const [{ lang: spoken }, jar] = await Promise.all([params, cookies()]);
  const lang = isLang(spoken) ? spoken : langs[0];
  const theme = parseTheme(jar.get("theme")?.value);
  return (
    <html lang={locales[lang]} data-theme={theme === "auto" ? undefined : theme}>
      <body>
        <SiteHeader lang={lang} theme={theme} homeHref={url.home(lang)}>
          <SearchBox action={url.search(lang)} lang={lang} />
        </SiteHeader>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <PageBehaviour copied={uiText(lang)("copied")} />
      </body>
    </html>
  );
}
