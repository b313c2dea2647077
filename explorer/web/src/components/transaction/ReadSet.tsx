import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricReadFactsFragment, TransactionStateQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { StateKeyLink } from "./StateKeyLink.tsx";

type Conflict = NonNullable<NonNullable<TransactionStateQuery["transaction"]>["fabric"]>["conflicts"][number];

/** The keys that a Fabric transaction read: the version and value that its endorsers saw, and who wrote them since. */
export function ReadSet({ reads, count, conflicts, network, firstHref, nextHref, lang }: ReadSetProps): ReactElement {
  const t = text(lang);
  const outdated = (read: FabricReadFactsFragment): Conflict | undefined =>
    conflicts.find(
      (conflict) =>
        conflict.keyHex === read.keyHex &&
        conflict.namespace === read.namespace &&
        conflict.collection === read.collection &&
        conflict.writerTxId !== "",
    );
  return (
    <Panel title={t("fabric.reads", { count })} flush>
      <DataTable
        caption={t("fabric.reads", { count })}
        rows={reads}
        rowKey={(read, i) => `${read.namespace} ${read.collection} ${read.keyHex} ${i}`}
        empty={t("fabric.reads.none")}
        rowTone={(read) => (outdated(read) ? "failed" : undefined)}
        columns={[
          {
            key: "key",
            header: t("fabric.key"),
            phone: "wide",
            cell: (read) => <StateKeyLink of={read} network={network} lang={lang} />,
          },
          {
            key: "version",
            header: t("fabric.version"),
            cell: (read) => (
              <>
                {read.readHeight === null || read.readAbsent ? (
                  <span className="muted">{t("fabric.absent")}</span>
                ) : (
                  <AppLink href={url.transaction(lang, network, `${read.readHeight}:${read.readTxIndex}`)}>
                    {formatNumber(read.readHeight, lang)}:{read.readTxIndex}
                  </AppLink>
                )}
                {read.inRange && <span className="muted"> {t("fabric.inRange")}</span>}
              </>
            ),
          },
          {
            key: "value",
            header: t("tx.read.value"),
            phone: "wide",
            cell: (read) =>
              read.value === null ? (
                <span className="muted">–</span>
              ) : (
                <ChainText text={read.value.value} bytes={read.value.valueBytes} lang={lang} limit={120} />
              ),
          },
          ...(conflicts.length === 0
            ? []
            : [
                {
                  key: "since",
                  header: t("tx.read.since"),
                  cell: (read: FabricReadFactsFragment) => {
                    const conflict = outdated(read);
                    if (!conflict) return <span className="muted">{t("tx.read.current")}</span>;
                    return (
                      <Badge tone="failed" icon="cross">
                        <AppLink href={url.transaction(lang, network, conflict.writerTxId)}>
                          {formatNumber(conflict.writerHeight, lang)}:{conflict.writerTxIndex}
                        </AppLink>
                      </Badge>
                    );
                  },
                },
              ]),
        ]}
      />
      <Pager of={t("fabric.reads", { count })} firstHref={firstHref} nextHref={nextHref} lang={lang} />
    </Panel>
  );
}

interface ReadSetProps {
  readonly reads: readonly FabricReadFactsFragment[];
  /** Of all reads of public state. */
  readonly count: number;
  /** Reads that were out of date when the block was validated. */
  readonly conflicts: readonly Conflict[];
  readonly network: string;
  readonly firstHref?: string | undefined;
  readonly nextHref?: string | undefined;
  readonly lang: Lang;
}
