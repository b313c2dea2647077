import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { Halves } from "../Halves.tsx";
import { type ConfigItem, type Consenter, configSummary } from "./configSummary.ts";
import { MspLink } from "./MspLink.tsx";

/** What of a configuration decides how the channel works: consensus, batches, capabilities; and who orders. */
export function ConfigSummary({ items, network, lang }: ConfigSummaryProps): ReactElement {
  const t = text(lang);
  const summary = configSummary(items);
  return (
    <Halves>
      <Panel title={t("fabric.config.ordering")}>
        <Facts>
          <Fact name={t("fabric.config.consensus")}>
            {summary.consensus !== undefined && (
              <>
                {printableLine(summary.consensus, 40)}{" "}
                {summary.maintenance && <Badge tone="unproven">{t("fabric.config.maintenance")}</Badge>}
              </>
            )}
          </Fact>
          <Fact name={t("fabric.config.batch")}>
            {summary.batchMessages !== undefined && t("fabric.config.batch.messages", { count: summary.batchMessages })}
          </Fact>
          <Fact name={t("fabric.config.timeout")}>
            {summary.batchTimeout !== undefined && printableLine(summary.batchTimeout, 40)}
          </Fact>
          <Fact name={t("fabric.config.preferred")}>
            {summary.preferredBytes !== undefined && formatBytes(summary.preferredBytes, lang)}
          </Fact>
          <Fact name={t("fabric.config.absolute")}>
            {summary.absoluteBytes !== undefined && formatBytes(summary.absoluteBytes, lang)}
          </Fact>
          {summary.capabilities.map(({ group, names }) => (
            <Fact key={group} name={t("fabric.config.capabilities", { group })}>
              <bdi>{names.map((name) => printableLine(name, 40)).join(", ")}</bdi>
            </Fact>
          ))}
          <Fact name={t("fabric.config.hashing")}>
            {summary.hashing !== undefined && printableLine(summary.hashing, 40)}
          </Fact>
        </Facts>
      </Panel>
      <Panel title={t("fabric.config.consenters")} flush>
        <DataTable
          caption={t("fabric.config.consenters")}
          rows={summary.consenters}
          rowKey={({ address }, i) => `${address} ${i}`}
          empty={t("fabric.config.consenters.none")}
          columns={[
            // Raft's have neither a number nor an organisation.
            ...(summary.consenters.some(({ id }) => id !== undefined)
              ? [
                  {
                    key: "id",
                    header: t("fabric.config.consenter.id"),
                    phone: "bare" as const,
                    cell: ({ id }: Consenter) => (id === undefined ? "–" : formatNumber(id, lang)),
                  },
                ]
              : []),
            {
              key: "address",
              header: t("fabric.config.address"),
              phone: "bare",
              cell: ({ address }) => (
                <code>
                  <bdi>{printableLine(address, 120)}</bdi>
                </code>
              ),
            },
            ...(summary.consenters.some(({ msp }) => msp !== undefined)
              ? [
                  {
                    key: "msp",
                    header: t("fabric.msp"),
                    cell: ({ msp }: Consenter) => <MspLink msp={msp ?? ""} network={network} lang={lang} />,
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </Halves>
  );
}

interface ConfigSummaryProps {
  readonly items: readonly ConfigItem[];
  readonly network: string;
  readonly lang: Lang;
}
