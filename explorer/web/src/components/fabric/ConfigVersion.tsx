import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { PrevNext } from "@ledgerscope/ui/components/PrevNext.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { ConfigVersionDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { url } from "../../url.ts";
import { Problems } from "../Problems.tsx";
import { ConfigChanges } from "./ConfigChanges.tsx";
import { ConfigItems } from "./ConfigItems.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { Signers } from "./Signers.tsx";

/** One version of the configuration: who made it, what it changed, what it says. */
export async function ConfigVersion({ network: name, height, lang }: ConfigVersionProps): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(ConfigVersionDocument, { network: name, height });
  const { network } = data;
  const config = network?.fabric?.config;
  if (!network?.fabric || !config) missing(problems);
  const versions = network.fabric.configs.edges.map(({ node }) => node);
  const at = versions.findIndex((version) => version.height === height);
  const neighbour = (version: (typeof versions)[number] | undefined) =>
    version && {
      href: url.config(lang, name, { at: String(version.height) }),
      name: t("fabric.config.sequence", { sequence: formatNumber(version.sequence, lang) }),
    };
  return (
    <div className="stack">
      <FabricHead
        network={name}
        lang={lang}
        trail={[{ name: t("fabric.config"), href: url.config(lang, name) }]}
        title={
          <>
            {t("fabric.config.sequence", { sequence: formatNumber(config.sequence, lang) })}
            {!config.effective && <StatusBadge status="failed" lang={lang} />}
          </>
        }
        aside={
          at >= 0 && (
            <PrevNext
              label={t("fabric.config.neighbours")}
              previous={neighbour(versions[at + 1])}
              next={neighbour(versions[at - 1])}
              lang={lang}
            />
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      <Panel title={t("fabric.config.update")}>
        <Facts>
          <Fact name={t("transaction.block")}>
            <AppLink href={url.block(lang, name, config.height)}>{formatNumber(config.height, lang)}</AppLink>{" "}
            <Time iso={config.block?.time} lang={lang} />
          </Fact>
          <Fact name={t("fabric.config.made")}>
            {config.updateTime !== null && <Time iso={config.updateTime} lang={lang} />}
          </Fact>
          <Fact name={t("fabric.config.submitter")}>
            {config.submitter !== null && <Signers signers={[config.submitter]} network={name} lang={lang} />}
          </Fact>
          <Fact name={t("fabric.config.signers")}>
            {config.signers.length > 0 && <Signers signers={config.signers} network={name} lang={lang} />}
          </Fact>
          <Fact name={t("fabric.config.changes")}>{formatNumber(config.changeCount, lang)}</Fact>
          <Fact name={t("fabric.undecoded")}>{config.decodeError && printableLine(config.decodeError, 300)}</Fact>
        </Facts>
      </Panel>
      {config.sequence !== "0" && <ConfigChanges changes={config.changes} lang={lang} />}
      <ConfigItems config={config} network={name} lang={lang} />
    </div>
  );
}

interface ConfigVersionProps {
  readonly network: string;
  /** Configuration block. */
  readonly height: number;
  readonly lang: Lang;
}
