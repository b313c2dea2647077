import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { HealthQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { CheckList } from "../CheckList.tsx";
import styles from "./PassTable.module.css";

type Passes = NonNullable<HealthQuery["network"]>["health"]["passes"];

/** Background passes: how far each has come, how fast it is, and what its checks have found. */
export function PassTable({ passes, lang }: { passes: Passes; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("ops.health.passes")}
      rows={passes}
      rowKey={({ name }) => name}
      empty={t("ops.health.passes.none")}
      columns={[
        {
          key: "pass",
          header: t("ops.health.pass"),
          phone: "bare",
          cell: ({ name }) => <span title={name}>{textOr(lang, "ops.health.pass.name.", name)}</span>,
        },
        {
          key: "progress",
          header: t("ops.health.pass.progress"),
          phone: "wide",
          cell: ({ blocks, remaining, seconds }) =>
            remaining === 0 ? (
              <Badge tone="success" icon="check">
                {t("ops.health.pass.done")}
              </Badge>
            ) : (
              <span className={styles["progress"]}>
                <progress value={blocks} max={blocks + remaining} aria-hidden="true" />
                <span>
                  {formatShare(blocks / (blocks + remaining), lang)} · {t("ops.health.pass.left", { count: remaining })}
                  {blocks > 0 && seconds > 0 && (
                    <span className="muted">
                      {" "}
                      {t("ops.health.pass.eta", {
                        time: formatDuration(BigInt(Math.round((remaining / blocks) * seconds * 1e9)), lang),
                      })}
                    </span>
                  )}
                </span>
              </span>
            ),
        },
        {
          key: "items",
          header: t("ops.health.pass.items"),
          align: "end",
          cell: ({ items }) => formatNumber(items, lang),
        },
        {
          key: "rate",
          header: t("ops.health.pass.rate"),
          align: "end",
          cell: ({ items, seconds }) =>
            seconds > 0
              ? t("ops.health.pass.perSecond", { rate: formatNumber(Math.round(Number(items) / seconds), lang) })
              : "–",
        },
        {
          key: "checks",
          header: t("ops.health.pass.checks"),
          phone: "wide",
          cell: ({ checks }) =>
            checks.length === 0 ? <span className="muted">–</span> : <CheckList checks={checks} lang={lang} />,
        },
      ]}
    />
  );
}
