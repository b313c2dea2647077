import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, numberFormat } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NodesQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./ConsensusPanel.module.css";

/** Who led the consensus and since when: by the nodes' logs, and by the blocks themselves. */
export function ConsensusPanel({ glance, network, lang }: ConsensusPanelProps): ReactElement {
  const t = text(lang);
  const { leaderChanges, roundChanges } = glance;
  const leaders = glance.networkFindings?.leaders ?? [];
  return (
    <>
      <DataTable
        caption={t("glance.leaders")}
        rows={leaderChanges}
        rowKey={(row) => `${row.consensus} ${row.number} ${row.first}`}
        empty={<p className="muted">{t("glance.leaders.none")}</p>}
        columns={[
          {
            key: "number",
            header: t("glance.leaders.number"),
            phone: "bare",
            cell: ({ consensus, number }) =>
              number === null
                ? "–"
                : t(consensus === "bft" ? "glance.leaders.view" : "glance.leaders.term", { number }),
          },
          {
            key: "leader",
            header: t("glance.leaders.leader"),
            cell: ({ leader, leaderNode }) =>
              leaderNode !== null ? (
                <strong>{printableLine(leaderNode, 40)}</strong>
              ) : leader !== null ? (
                t("glance.leaders.numbered", { leader })
              ) : (
                <span className="muted">{t("glance.leaders.nobody")}</span>
              ),
          },
          {
            key: "first",
            header: t("glance.leaders.first"),
            cell: ({ first }) => <Time iso={first} lang={lang} short />,
          },
          {
            key: "spread",
            header: t("glance.leaders.spread"),
            align: "end",
            cell: ({ first, last }) => formatDuration(BigInt(Date.parse(last) - Date.parse(first)) * 1_000_000n, lang),
          },
          {
            key: "nodes",
            header: t("glance.leaders.nodes"),
            align: "end",
            cell: ({ nodes }) => <span title={printableLine(nodes.join(", "), 300)}>{nodes.length}</span>,
          },
        ]}
      />
      {leaders.length > 0 && (
        <section className={styles["scores"]}>
          <h3>{t("glance.leaders.score")}</h3>
          <p>{t("glance.leaders.score.text")}</p>
          <DataTable
            caption={t("glance.leaders.score")}
            rows={leaders}
            rowKey={({ leader }) => leader}
            empty={null}
            columns={[
              {
                key: "leader",
                header: t("glance.leaders.leader"),
                phone: "bare",
                cell: ({ leader }) => <strong>{printableLine(leader, 40)}</strong>,
              },
              {
                key: "blocks",
                header: t("glance.leaders.blocks"),
                align: "end",
                cell: ({ blocks }) => formatNumber(blocks, lang),
              },
              {
                key: "passed",
                header: t("glance.leaders.passed"),
                align: "end",
                cell: ({ suspected }) => formatNumber(suspected, lang),
              },
              {
                key: "score",
                header: t("glance.leaders.points"),
                align: "end",
                cell: ({ score }) =>
                  numberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(score),
              },
            ]}
          />
        </section>
      )}
      {roundChanges.length > 0 && (
        <DataTable
          caption={t("glance.rounds")}
          rows={roundChanges}
          rowKey={(row) => `${row.kind} ${row.height}`}
          empty={null}
          columns={[
            {
              key: "what",
              header: t("glance.rounds"),
              phone: "bare",
              cell: ({ kind, number }) => t(`glance.rounds.${kind}`, { number }),
            },
            {
              key: "height",
              header: t("network.blocks"),
              cell: ({ height }) => (
                <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>
              ),
            },
            { key: "time", header: t("time.utc"), cell: ({ time }) => <Time iso={time} lang={lang} short /> },
            {
              key: "detail",
              header: t("glance.rounds.detail"),
              phone: "wide",
              cell: ({ detail }) => <code>{detail === null || detail === "[]" ? "–" : printableLine(detail, 60)}</code>,
            },
          ]}
        />
      )}
    </>
  );
}

interface ConsensusPanelProps {
  readonly glance: Pick<
    NonNullable<NonNullable<NodesQuery["network"]>["glance"]>,
    "leaderChanges" | "roundChanges" | "networkFindings"
  >;
  readonly network: string;
  readonly lang: Lang;
}
