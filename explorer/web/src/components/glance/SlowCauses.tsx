import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { SlowQuery } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { duration } from "./duration.ts";
import styles from "./More.module.css";

type Causes = NonNullable<NonNullable<SlowQuery["network"]>["glance"]>["slowCauses"];

/** Causes that are shown before the rest is folded. */
const SHOWN = 7;

/** What made transactions slow, and how much time each cause has cost. */
export function SlowCauses({ causes, href, lang }: SlowCausesProps): ReactElement {
  const rest = causes.slice(SHOWN);
  return (
    <>
      <Rows causes={causes.slice(0, SHOWN)} href={href} lang={lang} />
      {rest.length > 0 && (
        <details className={styles["more"]}>
          <summary>{text(lang)("ops.more", { count: rest.length })}</summary>
          <Rows causes={rest} href={href} lang={lang} />
        </details>
      )}
    </>
  );
}

function Rows({ causes, href, lang }: SlowCausesProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("ops.slow.causes")}
      rows={causes}
      rowKey={(row) => `${row.code} ${row.subCause}`}
      empty={t("ops.slow.causes.none")}
      columns={[
        {
          key: "cause",
          header: t("ops.slow.cause"),
          phone: "wide",
          cell: ({ code, subCause, title }) => (
            <AppLink href={href(code, subCause ?? undefined)}>
              {printableLine(title || causeName(code, lang), 80)}
              {subCause !== null && <span className="muted"> · {causeName(subCause, lang)}</span>}
            </AppLink>
          ),
        },
        {
          key: "count",
          header: t("network.transactions"),
          align: "end",
          cell: ({ count }) => formatNumber(count, lang),
        },
        { key: "cost", header: t("ops.slow.cost"), align: "end", cell: ({ costNs }) => duration(costNs, lang) },
        { key: "p95", header: t("ops.slow.p95"), align: "end", cell: ({ p95Ns }) => duration(p95Ns, lang) },
      ]}
    />
  );
}

interface SlowCausesProps {
  readonly causes: Causes;
  /** The transactions that had it. */
  readonly href: (code: string, subCause: string | undefined) => string;
  readonly lang: Lang;
}
