import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { FilterBar } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { PrevNext } from "@ledgerscope/ui/components/PrevNext.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { AttentionList } from "../network/AttentionList.tsx";
import styles from "./Samples.module.css";

const rows = Array.from({ length: 5 }, (_, i) => ({
  id: `${i}`,
  hash: `${"9b1f".repeat(15)}${1_000 + i}`,
  height: 141 - i,
  time: `2026-11-22T08:3${i}:00Z`,
  tone: (["failed", undefined, "current", undefined, "void"] as const)[i],
}));

/** A list with everything that belongs to one: tabs, filters, rows in their tones, neighbours, pages. */
export function ListSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  const here = url.style(lang);
  return (
    <Panel title={t("style.lists")} flush>
      <div className={styles["inset"]}>
        <div className={styles["spread"]}>
          <PageTabs
            label={t("style.lists")}
            tabs={[
              { key: "all", name: t("network.transactions"), href: here, current: true, count: formatNumber(5, lang) },
              { key: "blocks", name: t("network.blocks"), href: here, current: false },
              { key: "checks", name: t("network.checks"), href: here, current: false },
            ]}
          />
          <PrevNext
            label={t("block.neighbours")}
            previous={{ href: here, name: t("block.previous", { height: 140 }) }}
            lang={lang}
          />
        </div>
        <FilterBar
          action={here}
          lang={lang}
          values={{ status: "failed", min: "250", from: "2026-11-22T08:30" }}
          fields={[
            {
              name: "status",
              label: t("network.filter"),
              kind: "choice",
              options: [
                { value: "success", name: t("network.filter.success") },
                { value: "failed", name: t("network.filter.failed") },
              ],
            },
            { name: "chaincode", label: t("fabric.chaincode"), kind: "text", suggestions: ["bench", "relief-fund"] },
            { name: "min", label: t("network.latency"), kind: "number", unit: "ms" },
            { name: "from", label: t("time.utc"), kind: "time" },
          ]}
        />
        <AttentionList found={[]} lang={lang} />
        <AttentionList
          lang={lang}
          found={[
            { network: "relief", kind: "stale", ageSeconds: 912, usualSeconds: 2 },
            { network: "devnet", kind: "gaps", missing: 3, gaps: 1 },
          ]}
        />
      </div>
      <DataTable
        caption={t("style.lists")}
        rows={rows}
        rowKey={({ id }) => id}
        rowTone={({ tone }) => tone}
        empty={null}
        columns={[
          {
            key: "hash",
            header: t("transaction"),
            phone: "bare",
            cell: ({ hash }) => <Hash value={hash} what={t("transaction.id")} lang={lang} href={here} short />,
          },
          {
            key: "status",
            header: t("transaction.status"),
            phone: "bare",
            cell: ({ tone }) => <StatusBadge status={tone === "failed" ? "failed" : "success"} lang={lang} />,
          },
          {
            key: "block",
            header: t("transaction.block"),
            align: "end",
            cell: ({ height }) => <AppLink href={here}>{formatNumber(height, lang)}</AppLink>,
          },
          {
            key: "time",
            header: t("time.utc"),
            align: "end",
            cell: ({ time }) => <Time iso={time} lang={lang} short />,
          },
        ]}
      />
      <Pager lang={lang} firstHref={here} nextHref={here} of={t("style.lists")} />
    </Panel>
  );
}
