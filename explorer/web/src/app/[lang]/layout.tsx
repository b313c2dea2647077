import "@ledgerscope/ui/styles/styles.css";
import { DensityToggle } from "@ledgerscope/ui/components/DensityToggle.tsx";
import { parseDensity } from "@ledgerscope/ui/components/density.ts";
import { PageBehaviour } from "@ledgerscope/ui/components/PageBehaviour.tsx";
import { PageKeys } from "@ledgerscope/ui/components/PageKeys.tsx";
import { SiteHeader } from "@ledgerscope/ui/components/SiteHeader.tsx";
import { parseTheme } from "@ledgerscope/ui/components/theme.ts";
import { isLang, langs, locales } from "@ledgerscope/ui/i18n/lang.ts";
import { uiText } from "@ledgerscope/ui/i18n/uiMessages.ts";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactElement, ReactNode } from "react";
import { text } from "#web/i18n/text.ts";
import { Omnibox } from "#web/search/Omnibox.tsx";
import { NetworkNav } from "#web/shell/NetworkNav.tsx";
import { navLabels } from "#web/shell/navLabels.ts";
import styles from "#web/shell/Shell.module.css";
import { Shortcuts } from "#web/shell/Shortcuts.tsx";
import { SiteTools } from "#web/shell/SiteTools.tsx";
import { shellNetworks } from "#web/shell/shellNetworks.ts";
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

/**
 * The frame of every page: search, the places of the site and of the network, the keyboard. Colours and the distance
 * of rows come from cookies, so that the first paint has them.
 */
export default async function Layout({ params, children }: LayoutProps): Promise<ReactElement> {
  const [{ lang: spoken }, jar, networks] = await Promise.all([params, cookies(), shellNetworks()]);
  const lang = isLang(spoken) ? spoken : langs[0];
  const t = text(lang);
  const ui = uiText(lang);
  const theme = parseTheme(jar.get("theme")?.value);
  const density = parseDensity(jar.get("density")?.value);
  const labels = navLabels(lang);
  const sitePlaces = [
    { label: t("nav.charts"), href: url.charts(lang) },
    { label: t("nav.sql"), href: url.sql(lang) },
    { label: t("nav.developers"), href: url.developers(lang) },
  ];
  return (
    <html lang={locales[lang]} data-theme={theme === "auto" ? undefined : theme} data-density={density}>
      <body>
        <SiteHeader
          wide
          lang={lang}
          theme={theme}
          homeHref={url.home(lang)}
          tools={
            <>
              <SiteTools places={sitePlaces} label={t("nav.site")} keysLabel={t("keys.hint")} />
              <DensityToggle
                initial={density}
                label={ui("density.label")}
                names={{ comfortable: ui("density.comfortable"), compact: ui("density.compact") }}
              />
            </>
          }
        >
          <Omnibox
            networks={networks}
            labels={{ places: labels.places }}
            site={[{ label: t("nav.networks"), href: url.home(lang) }, ...sitePlaces]}
            words={{
              placeholder: ui("search.placeholder"),
              label: ui("search.label"),
              submit: ui("search.submit"),
              places: t("search.places"),
              everywhere: t("search.everywhere"),
            }}
            lang={lang}
          />
        </SiteHeader>
        <div className={styles["frame"]}>
          <NetworkNav networks={networks} labels={labels} lang={lang} />
          <main id="content" tabIndex={-1}>
            {children}
          </main>
        </div>
        <Shortcuts lang={lang} />
        <PageBehaviour copied={ui("copied")} />
        <PageKeys />
      </body>
    </html>
  );
}
