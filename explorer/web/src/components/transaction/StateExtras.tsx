import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionStateQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";

type State = NonNullable<NonNullable<TransactionStateQuery["transaction"]>["fabric"]>;

/** The range queries of a transaction, with their bounds; nothing where it made none. */
export function RangeQueries({ queries, lang }: { queries: State["rangeQueries"]; lang: Lang }): ReactElement | null {
  const t = text(lang);
  if (queries.length === 0) return null;
  const bound = (key: string): ReactElement =>
    key === "" ? <span className="muted">{t("tx.range.open")}</span> : <ChainText text={key} lang={lang} limit={120} />;
  return (
    <Panel title={t("tx.ranges")} flush>
      <DataTable
        caption={t("tx.ranges")}
        rows={queries}
        rowKey={(_, i) => i}
        empty={null}
        columns={[
          { key: "ns", header: t("tx.namespace"), cell: ({ namespace }) => printableLine(namespace, 60) },
          { key: "from", header: t("tx.range.from"), phone: "wide", cell: ({ startKey }) => bound(startKey) },
          { key: "to", header: t("tx.range.to"), phone: "wide", cell: ({ endKey }) => bound(endKey) },
          {
            key: "keys",
            header: t("tx.range.keys"),
            align: "end",
            cell: ({ form, readCount }) =>
              form === "merkle_hashes" ? t("tx.range.hashed") : formatNumber(readCount, lang),
          },
          {
            key: "end",
            header: t("tx.range.end"),
            cell: ({ exhausted }) => t(exhausted ? "tx.range.exhausted" : "tx.range.stopped"),
          },
        ]}
      />
    </Panel>
  );
}

/** What a transaction did to private data, as far as the ledger shows it; nothing where it touched none. */
export function PrivateHashes({ hashes, network, lang }: PrivateHashesProps): ReactElement | null {
  const t = text(lang);
  if (hashes.length === 0) return null;
  return (
    <Panel title={t("tx.private")} flush>
      <DataTable
        caption={t("tx.private")}
        rows={hashes}
        rowKey={(_, i) => i}
        empty={null}
        columns={[
          {
            key: "collection",
            header: t("tx.private.collection"),
            phone: "wide",
            cell: ({ namespace, collection }) => (
              <>
                <span className="muted">{printableLine(namespace, 60)} / </span>
                <AppLink href={url.collections(lang, network)}>{printableLine(collection, 60)}</AppLink>
              </>
            ),
          },
          {
            key: "operation",
            header: t("tx.private.operation"),
            cell: ({ operation }) => textOr(lang, "tx.private.", operation),
          },
          {
            key: "key",
            header: t("tx.private.key"),
            phone: "wide",
            cell: ({ keyHash }) =>
              keyHash === "" ? "–" : <Hash value={keyHash} what={t("tx.private.key")} lang={lang} />,
          },
          {
            key: "value",
            header: t("tx.private.value"),
            phone: "wide",
            cell: ({ valueHash, readVersion }) =>
              valueHash !== null ? (
                <Hash value={valueHash} what={t("tx.private.value")} lang={lang} />
              ) : readVersion !== null ? (
                <AppLink href={url.transaction(lang, network, readVersion)}>{readVersion}</AppLink>
              ) : (
                <span className="muted">–</span>
              ),
          },
        ]}
      />
    </Panel>
  );
}

interface PrivateHashesProps {
  readonly hashes: State["privateHashes"];
  readonly network: string;
  readonly lang: Lang;
}
