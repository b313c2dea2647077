import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { isLang } from "@ledgerscope/ui/i18n/lang.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactElement } from "react";
import { PageHead } from "#web/components/PageHead.tsx";
import { ColourSamples } from "#web/components/style/ColourSamples.tsx";
import { ListSamples } from "#web/components/style/ListSamples.tsx";
import { StateSamples } from "#web/components/style/StateSamples.tsx";
import { TraceSamples } from "#web/components/style/TraceSamples.tsx";
import { TypeSamples } from "#web/components/style/TypeSamples.tsx";
import { ValueSamples } from "#web/components/style/ValueSamples.tsx";
import { text } from "#web/i18n/text.ts";

interface StyleProps {
  readonly params: Promise<{ lang: string }>;
}

export async function generateMetadata({ params }: StyleProps): Promise<Metadata> {
  const { lang } = await params;
  return isLang(lang) ? { title: text(lang)("style.title") } : {};
}

/** The visual language: every component in every state, with made-up contents. Reads nothing. */
export default async function StylePage({ params }: StyleProps): Promise<ReactElement> {
  const { lang } = await params;
  if (!isLang(lang)) notFound();
  const t = text(lang);
  return (
    <div className="stack">
      <PageHead title={t("style.title")} />
      <p className="muted">{t("style.text")}</p>
      <Panel title={t("style.colour")}>
        <ColourSamples lang={lang} />
      </Panel>
      <Panel title={t("style.type")}>
        <TypeSamples lang={lang} />
      </Panel>
      <Panel title={t("style.values")}>
        <ValueSamples lang={lang} />
      </Panel>
      <ListSamples lang={lang} />
      <StateSamples lang={lang} />
      <TraceSamples lang={lang} />
    </div>
  );
}
