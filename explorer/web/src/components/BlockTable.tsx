import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { BlocksQuery } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import styles from "./BlockTable.module.css";

type Row = BlocksQuery["blocks"]["edges"][number]["node"];

/** Blocks, one a row, newest first: what each holds, who made it, whether it can still be reverted or replaced another. */
export function BlockTable({ rows, network, lang, empty }: BlockTableProps): ReactElement {
  const t = text(lang);
  const isEvm = rows.some(({ evm }) => evm !== null);
  return (
    <DataTable
      caption={t("network.blocks")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: "height",
          header: t("block.height"),
          phone: "bare",
          cell: (row) => (
            <span className={styles["height"]}>
              <AppLink href={url.block(lang, network, row.height)} data-open>
                {formatNumber(row.height, lang)}
              </AppLink>
              {!row.final && (
                <Badge tone="live" icon="pulse" title={t("block.head")}>
                  {t("block.open")}
                </Badge>
              )}
              {row.siblings.length > 0 && (
                <Badge tone="unproven" icon="link" title={t("block.replaced.meaning")}>
                  {t("block.replaced", { count: row.siblings.length })}
                </Badge>
              )}
            </span>
          ),
        },
        {
          key: "time",
          header: t("time.utc"),
          phone: "bare",
          cell: (row) => <Time iso={row.time} lang={lang} short />,
        },
        {
          key: "transactions",
          header: t("block.count"),
          align: "end",
          cell: (row) => formatNumber(row.txCount, lang),
        },
        {
          key: "failed",
          header: t("block.failed"),
          align: "end",
          cell: (row) =>
            row.failedCount === 0 ? (
              <span className="muted">0</span>
            ) : (
              <AppLink
                className={styles["failed"]}
                href={url.transactions(lang, network, {
                  status: "failed",
                  fromHeight: String(row.height),
                  toHeight: String(row.height),
                })}
              >
                {formatNumber(row.failedCount, lang)}
              </AppLink>
            ),
        },
        {
          key: "size",
          header: t("block.size"),
          align: "end",
          cell: (row) => formatBytes(row.evm?.size ?? row.fabric?.bytes ?? 0, lang),
        },
        ...(isEvm ? gasColumns(network, lang) : ordererColumns(network, lang)),
        {
          key: "hash",
          header: t("block.hash"),
          cell: (row) => <Hash value={row.hash} what={t("block.hash")} lang={lang} short />,
        },
      ]}
    />
  );
}

function gasColumns(network: string, lang: Lang): readonly Column<Row>[] {
  const t = text(lang);
  return [
    {
      key: "gas",
      header: t("block.evm.gas"),
      align: "end",
      cell: ({ evm }) => evm && formatShare(Number(evm.gasUsed) / Math.max(1, Number(evm.gasLimit)), lang),
    },
    {
      key: "miner",
      header: t("block.evm.miner"),
      cell: ({ evm }) =>
        evm && (
          <Hash
            value={evm.miner}
            what={t("evm.address")}
            lang={lang}
            href={url.address(lang, network, evm.miner)}
            short
          />
        ),
    },
  ];
}

function ordererColumns(network: string, lang: Lang): readonly Column<Row>[] {
  return [
    {
      key: "orderers",
      header: text(lang)("block.fabric.orderers"),
      cell: ({ fabric }) =>
        [...new Set(fabric?.ordererMsps)].map((msp, i) => (
          <span key={msp}>
            {i > 0 && ", "}
            <AppLink href={url.organisation(lang, network, msp)}>{printableLine(msp, 40)}</AppLink>
          </span>
        )),
    },
  ];
}

interface BlockTableProps {
  readonly rows: readonly Row[];
  readonly network: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}
