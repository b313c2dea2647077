import { Age } from "@ledgerscope/ui/components/Age.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { LiveBadge } from "@ledgerscope/ui/components/LiveBadge.tsx";
import { Sparkline } from "@ledgerscope/ui/components/Sparkline.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkSummaryFragment } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./NetworkTable.module.css";
import { perSecond } from "./perSecond.ts";
import { pulseOf } from "./pulseOf.ts";

/** The networks below one another, so that they can be compared. */
export function NetworkTable({ networks, caption, lang }: NetworkTableProps): ReactElement {
  const t = text(lang);
  const columns: Column<Row>[] = [
    {
      key: "network",
      header: t("network"),
      phone: "line",
      width: "22%",
      cell: (row) => <Name network={row} lang={lang} />,
    },
    {
      key: "head",
      header: t("network.head"),
      align: "end",
      width: "14%",
      cell: (row) => <Head network={row} lang={lang} />,
    },
    {
      key: "activity",
      header: t("network.activity"),
      phone: "line",
      width: "24%",
      cell: (row) => <Sparkline values={row.activity.map(bar)} label={activityLabel(row, lang)} width={240} />,
    },
    {
      key: "rate",
      header: t("network.rate"),
      align: "end",
      width: "7%",
      cell: (row) => perSecond(pulseOf(row).perSecond, lang),
    },
    {
      key: "failed",
      header: t("network.failed"),
      align: "end",
      width: "8%",
      cell: (row) => <Failed network={row} lang={lang} />,
    },
    {
      key: "latency",
      header: t("network.latency"),
      align: "end",
      width: "14%",
      cell: ({ recentLatency }) =>
        recentLatency === null ? (
          <span className="muted">–</span>
        ) : (
          <>
            {formatDuration(BigInt(recentLatency.p50Ns), lang)}{" "}
            <span className="muted">/ {formatDuration(BigInt(recentLatency.p95Ns), lang)}</span>
          </>
        ),
    },
    {
      key: "stored",
      header: t("network.transactions"),
      align: "end",
      cell: (row) => formatNumber(row.transactionCount, lang),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={networks} rowKey={({ id }) => id} empty={null} />;
}

function Name({ network, lang }: { network: Row; lang: Lang }): ReactElement {
  const channel = network.channel ?? "";
  return (
    <span className={styles["name"]}>
      <AppLink href={url.network(lang, network.name)} data-open="">
        <bdi>{network.name}</bdi>
      </AppLink>
      {network.replayed && <LiveBadge recorded replayed lang={lang} />}
      <span className={styles["kind"]}>
        {textOr(lang, "family.", network.family)}
        {channel !== "" && channel !== network.name && <> · {channel}</>}
      </span>
    </span>
  );
}

function Head({ network, lang }: { network: Row; lang: Lang }): ReactElement {
  const { head, headAgeSeconds, name } = network;
  if (head === null) return <span className="muted">–</span>;
  return (
    <span className={styles["head"]}>
      <AppLink href={url.block(lang, name, head.height)}>{formatNumber(head.height, lang)}</AppLink>
      <span className={styles["kind"]}>
        {headAgeSeconds === null ? (
          <Time iso={head.time} lang={lang} short />
        ) : (
          <Age seconds={headAgeSeconds} lang={lang} />
        )}
      </span>
    </span>
  );
}

function Failed({ network, lang }: { network: Row; lang: Lang }): ReactElement {
  const { failed, transactions } = pulseOf(network);
  if (transactions === 0) return <span className="muted">–</span>;
  return (
    <AppLink href={url.failures(lang, network.name)} className={styles["failed"]} data-any={failed > 0}>
      {formatShare(failed / transactions, lang)}
    </AppLink>
  );
}

const bar = ({ transactions, failed }: Row["activity"][number]) => ({ total: transactions, failed });

function activityLabel({ activity }: Row, lang: Lang): string {
  const total = activity.reduce((sum, { transactions }) => sum + transactions, 0);
  const failed = activity.reduce((sum, bucket) => sum + bucket.failed, 0);
  return text(lang)("network.activity.label", { total, failed: formatNumber(failed, lang) });
}

type Row = NetworkSummaryFragment;

interface NetworkTableProps {
  readonly networks: readonly Row[];
  readonly caption: string;
  readonly lang: Lang;
}
