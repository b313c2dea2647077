import { axisTimeFormat } from "@ledgerscope/ui/chart/axisTimeFormat.ts";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { CheckBadge } from "@ledgerscope/ui/components/CheckBadge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatAge } from "@ledgerscope/ui/format/time.ts";
import { type Lang, locales } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { HealthQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import type { SqlLinks } from "../../page/sqlLinks.ts";
import { url } from "../../url.ts";
import { CheckList } from "../CheckList.tsx";
import styles from "./HealthView.module.css";
import { LogTable } from "./LogTable.tsx";
import { PassTable } from "./PassTable.tsx";
import { StoredRanges } from "./StoredRanges.tsx";
import { TableSizes } from "./TableSizes.tsx";

/** How far a network is indexed, verified and explained, what is in the way, and what it takes on the disk. */
export function HealthView({ network, sql, lang }: HealthViewProps): ReactElement {
  const t = text(lang);
  const { name, head, stored, health } = network;
  const heldBack = Number(health.heldBack[0]?.all ?? 0);
  const time = axisTimeFormat(health.writtenOverTime, locales[lang]);
  const lately = health.writtenOverTime.reduce((sum, { blocks }) => sum + blocks, 0);
  return (
    <>
      <Stats>
        <Stat
          name={t("ops.health.stored")}
          note={head && t("ops.health.stored.to", { height: formatNumber(head.height, lang) })}
        >
          {formatNumber(network.blockCount ?? 0, lang)}
        </Stat>
        <Stat
          name={t("ops.health.missing")}
          note={t("ops.health.missing.gaps", { count: Math.max(0, stored.length - 1) })}
        >
          {formatNumber(health.missing, lang)}
        </Stat>
        <Stat name={t("ops.health.heldBack")} note={t("ops.health.heldBack.of", { count: heldBack })}>
          {formatNumber(heldBack, lang)}
        </Stat>
        <Stat
          name={t("ops.health.lastWrite")}
          note={health.lastWrite !== null && <Time iso={health.lastWrite} lang={lang} short />}
        >
          {health.lastWrite === null
            ? t("ops.health.lastWrite.none")
            : formatAge((Date.now() - Date.parse(health.lastWrite)) / 1_000, lang)}
        </Stat>
        <Stat name={t("ops.health.rows")} note={t("ops.health.rows.bytes", { bytes: formatBytes(health.bytes, lang) })}>
          {formatNumber(health.rows, lang)}
        </Stat>
        <Stat name={t("ops.health.reverted")} note={t("ops.health.reverted.note")}>
          {formatNumber(health.reverted, lang)}
        </Stat>
      </Stats>
      <div className={styles["halves"]}>
        <Panel title={t("ops.health.ranges")}>
          <StoredRanges {...{ stored, network: name, lang }} gaps={health.gaps} missing={health.missing} />
        </Panel>
        <Panel title={t("ops.health.written")}>
          <SeriesChart
            rows={health.writtenOverTime.map(({ from, to, blocks }) => ({
              label: time.tick(from),
              name: time.span(from, to),
              at: from,
              values: [blocks],
            }))}
            series={[t("ops.health.written.series")]}
            kind="bars"
            unit="count"
            lang={lang}
            summary={t("ops.health.written.summary", { blocks: lately })}
            rowHeader={t("time.utc")}
            height={120}
            sqlHref={sql("network.health.writtenOverTime")}
          />
        </Panel>
      </div>
      <Panel title={t("ops.health.passes")} flush>
        <PassTable passes={health.passes} lang={lang} />
      </Panel>
      {health.heldBack.length > 0 && (
        <Panel title={t("ops.health.heldBack.title")} tone="failed" flush>
          <DataTable
            caption={t("ops.health.heldBack.title")}
            rows={health.heldBack}
            rowKey={({ height, check }) => `${height} ${check}`}
            empty={null}
            columns={[
              {
                key: "height",
                header: t("block.height"),
                phone: "bare",
                cell: ({ height }) => formatNumber(height, lang),
              },
              {
                key: "check",
                header: t("ops.health.check"),
                phone: "bare",
                cell: ({ check }) => textOr(lang, "check.", check),
              },
              {
                key: "detail",
                header: t("ops.health.detail"),
                phone: "wide",
                cell: ({ detail }) => <bdi>{printableLine(detail, 300)}</bdi>,
              },
              { key: "at", header: t("time.utc"), cell: ({ at }) => <Time iso={at} lang={lang} short /> },
            ]}
          />
        </Panel>
      )}
      <div className={styles["halves"]}>
        <Panel title={t("ops.health.checks")}>
          {network.checks.length > 0 ? (
            <CheckList checks={network.checks} lang={lang} />
          ) : (
            <p className="muted">{t("network.checks.empty")}</p>
          )}
        </Panel>
        <Panel title={t("ops.health.explained")}>
          <Facts>
            <Fact name={t("ops.health.explained.count")}>{formatNumber(health.explained.transactions, lang)}</Fact>
            <Fact name={t("ops.health.explained.to")}>
              {health.explained.height === null ? (
                t("ops.health.explained.none")
              ) : (
                <AppLink href={url.block(lang, name, health.explained.height)}>
                  {formatNumber(health.explained.height, lang)}
                </AppLink>
              )}
            </Fact>
            <Fact name={t("ops.health.explained.last")}>
              {health.explained.last === null ? (
                t("ops.health.explained.none")
              ) : (
                <Time iso={health.explained.last} lang={lang} />
              )}
            </Fact>
            <Fact name={t("ops.health.explained.waiting")}>{formatNumber(health.explained.waiting, lang)}</Fact>
          </Facts>
        </Panel>
      </div>
      <Panel title={t("ops.health.exceptions")} flush>
        <DataTable
          caption={t("ops.health.exceptions")}
          rows={health.exceptions}
          rowKey={({ pass, check, state, from }, i) => `${pass} ${check} ${state} ${from} ${i}`}
          empty={t("ops.health.exceptions.none")}
          columns={[
            {
              key: "check",
              header: t("ops.health.check"),
              phone: "bare",
              cell: ({ check }) => textOr(lang, "check.", check),
            },
            {
              key: "state",
              header: t("transaction.status"),
              phone: "bare",
              cell: ({ state }) => <CheckBadge state={state} lang={lang} />,
            },
            {
              key: "by",
              header: t("ops.health.check.by"),
              cell: ({ pass }) =>
                pass === null ? t("ops.health.check.ingest") : textOr(lang, "ops.health.pass.name.", pass),
            },
            {
              key: "heights",
              header: t("ops.health.check.heights"),
              cell: ({ from, to }) => (
                <>
                  <AppLink href={url.block(lang, name, from)}>{formatNumber(from, lang)}</AppLink>
                  {to - from > 1 && (
                    <>
                      –<AppLink href={url.block(lang, name, to - 1)}>{formatNumber(to - 1, lang)}</AppLink>
                    </>
                  )}
                </>
              ),
            },
            {
              key: "count",
              header: t("ops.health.check.count"),
              align: "end",
              cell: ({ count }) => formatNumber(count, lang),
            },
            {
              key: "detail",
              header: t("ops.health.detail"),
              phone: "wide",
              cell: ({ detail }) => <bdi className="muted">{printableLine(detail, 200)}</bdi>,
            },
          ]}
        />
      </Panel>
      <Panel title={t("ops.health.logs")} flush>
        <LogTable logs={health.logs} network={name} lang={lang} />
      </Panel>
      <Panel title={t("ops.health.tables")} flush={health.tables !== null}>
        {health.tables === null ? (
          <p className="muted">{t("ops.health.tables.hidden")}</p>
        ) : (
          <>
            <TableSizes tables={health.tables} lang={lang} />
            <p className={styles["note"]}>{t("ops.health.tables.note")}</p>
          </>
        )}
      </Panel>
    </>
  );
}

interface HealthViewProps {
  readonly network: NonNullable<HealthQuery["network"]>;
  readonly sql: SqlLinks;
  readonly lang: Lang;
}
