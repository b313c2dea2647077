import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { FilterBar } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { EvmAddressQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url, type View } from "../../url.ts";
import { AddressCalls } from "./AddressCalls.tsx";
import { AddressCharts } from "./AddressCharts.tsx";
import styles from "./AddressTab.module.css";
import { AddressTransactions } from "./AddressTransactions.tsx";
import type { AddressTabName } from "./addressTabs.ts";
import { ContractUse } from "./ContractUse.tsx";
import { DeclaredName } from "./DeclaredName.tsx";
import { changeColumns } from "./EvmStateChanges.tsx";
import { HoldingTable } from "./HoldingTable.tsx";
import { TransferTable } from "./TransferTable.tsx";

/** One side of an address. */
export function AddressTab(props: AddressTabProps): ReactElement {
  const { tab, of, view, search, sql, lang, href } = props;
  const t = text(lang);
  const network = of.network.name;
  const title = t(`evm.address.tab.${tab}`);
  const pager = (page: { hasNextPage: boolean; endCursor: string | null } | undefined): ReactNode => (
    <Pager
      of={title}
      lang={lang}
      firstHref={search["after"] === undefined ? undefined : href(view)}
      nextHref={page && nextPage(page, (after) => href({ ...view, after }))}
    />
  );
  const aside = sql.list !== undefined && (
    <AppLink href={sql.list} className={styles["sql"]}>
      SQL
    </AppLink>
  );
  const nothing = (why: Parameters<typeof t>[0]): ReactElement => <Empty why="nothing" title={t(why)} lang={lang} />;

  switch (tab) {
    case "transactions": {
      const isFiltered = view["role"] !== undefined || view["status"] !== undefined;
      return (
        <>
          <AddressCharts of={of} sql={sql} lang={lang} />
          <FilterBar
            action={href({})}
            fields={[
              {
                name: "role",
                label: t("evm.address.role"),
                kind: "choice",
                options: (["sent", "received", "created"] as const).map((value) => ({
                  value,
                  name: t(`evm.address.role.${value}`),
                })),
              },
              {
                name: "status",
                label: t("transaction.status"),
                kind: "choice",
                options: (["success", "failed"] as const).map((value) => ({
                  value,
                  name: t(`network.filter.${value}`),
                })),
              },
            ]}
            values={{ role: view["role"], status: view["status"] }}
            keep={{ tab: view["tab"] }}
            lang={lang}
          />
          <Panel title={title} aside={aside} flush>
            <AddressTransactions
              rows={(of.transactions?.edges ?? []).map(({ node }) => node)}
              network={network}
              here={of.address}
              lang={lang}
              empty={
                isFiltered ? (
                  <Empty why="filtered" lang={lang} clearHref={href({ tab: view["tab"] })} />
                ) : (
                  nothing("evm.address.transactions.none")
                )
              }
            />
            {pager(of.transactions?.pageInfo)}
          </Panel>
        </>
      );
    }
    case "internal":
      return (
        <Panel title={title} aside={aside} flush>
          <AddressCalls
            rows={(of.internalCalls?.edges ?? []).map(({ node }) => node)}
            network={network}
            here={of.address}
            lang={lang}
            empty={nothing("evm.address.internal.none")}
          />
          {pager(of.internalCalls?.pageInfo)}
        </Panel>
      );
    case "transfers":
      return (
        <Panel title={title} aside={aside} flush>
          <TransferTable
            rows={(of.tokenTransfers?.edges ?? []).map(({ node }) => node)}
            network={network}
            here={of.address}
            lang={lang}
            within="address"
            empty={nothing("evm.address.transfers.none")}
          />
          {pager(of.tokenTransfers?.pageInfo)}
        </Panel>
      );
    case "holdings":
      return (
        <Panel title={title} aside={aside} flush>
          <p className={styles["note"]}>{t("evm.address.holdings.note")}</p>
          <HoldingTable
            rows={of.holdings ?? []}
            network={network}
            lang={lang}
            empty={nothing("evm.address.holdings.none")}
          />
        </Panel>
      );
    case "methods":
      return (
        <ContractUse
          methods={of.methods ?? []}
          callers={of.callers ?? []}
          network={network}
          aside={aside}
          lang={lang}
        />
      );
    case "events":
      return (
        <Panel title={title} aside={aside} flush>
          <DataTable
            caption={title}
            rows={of.events ?? []}
            rowKey={({ topic }) => topic}
            empty={nothing("evm.address.events.none")}
            columns={[
              {
                key: "event",
                header: t("evm.log.event"),
                phone: "line",
                cell: ({ name, topic }) =>
                  topic === "0x" ? t("evm.log.anonymous") : <DeclaredName name={name} of={topic} lang={lang} />,
              },
              {
                key: "topic",
                header: t("evm.event.topic"),
                cell: ({ topic }) =>
                  topic === "0x" ? "–" : <Hash value={topic} what={t("evm.event.topic")} lang={lang} />,
              },
              {
                key: "count",
                header: t("evm.event.count"),
                align: "end",
                cell: ({ count }) => formatNumber(count, lang),
              },
            ]}
          />
        </Panel>
      );
    case "storage":
      return (
        <Panel title={title} aside={aside} flush>
          <p className={styles["note"]}>{t("evm.address.storage.note")}</p>
          <DataTable
            caption={title}
            rows={of.storageChanges ?? []}
            rowKey={({ hash, slot }) => `${hash} ${slot}`}
            empty={nothing("evm.address.storage.none")}
            columns={[
              {
                key: "hash",
                header: t("transaction"),
                phone: "bare",
                cell: ({ hash }) => (
                  <Hash
                    value={hash}
                    what={t("transaction.id")}
                    lang={lang}
                    href={url.transaction(lang, network, hash)}
                    short
                  />
                ),
              },
              ...changeColumns(lang).filter(({ key }) => key !== "change"),
            ]}
          />
          {pager({ hasNextPage: of.storageCursor != null, endCursor: of.storageCursor ?? null })}
        </Panel>
      );
    case "code":
      return (
        <Panel title={title} aside={aside}>
          {of.code == null ? (
            <Empty why="nothing" title={t("evm.address.code.none.title")} lang={lang}>
              <p>{t("evm.address.code.none.text")}</p>
            </Empty>
          ) : (
            <>
              <p>{t("evm.address.code.bytes", { bytes: formatBytes((of.code.length - 2) / 2, lang) })}</p>
              <ChainText text={of.code} lang={lang} limit={100_000} block />
            </>
          )}
        </Panel>
      );
  }
}

interface AddressTabProps {
  readonly tab: AddressTabName;
  readonly of: NonNullable<EvmAddressQuery["evmAddress"]>;
  /** The page's own URL without cursors. */
  readonly view: View;
  readonly search: Readonly<Partial<Record<string, string>>>;
  /** Where the statements stand. */
  readonly sql: {
    readonly list?: string | undefined;
    readonly activity?: string | undefined;
    readonly balances?: string | undefined;
  };
  readonly lang: Lang;
  readonly href: (view: View) => string;
}
