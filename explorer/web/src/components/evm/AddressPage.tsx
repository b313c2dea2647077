import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { notFound } from "next/navigation";
import type { ReactElement } from "react";
import { type AddressHeadFragment, EvmAddressDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import type { View } from "../../url.ts";
import { networkTrail } from "../networkTrail.ts";
import { PageHead } from "../PageHead.tsx";
import { Problems } from "../Problems.tsx";
import { AddressFacts } from "./AddressFacts.tsx";
import { AddressTab } from "./AddressTab.tsx";
import { type AddressTabName, addressTabs, isAddressTab } from "./addressTabs.ts";
import { sqlOfAddress } from "./sqlOfAddress.ts";

const PAGE = 25;

/** An address, as account or as contract: the same facts, another side first. */
export async function AddressPage({
  network,
  address,
  usualTab,
  search,
  lang,
  href,
}: AddressPageProps): Promise<ReactElement> {
  const t = text(lang);
  const digits = /^(?:0x)?([0-9a-f]{40})$/i.exec(address.trim())?.[1];
  if (digits === undefined) notFound();
  const tab = search["tab"] !== undefined && isAddressTab(search["tab"]) ? search["tab"] : usualTab;
  const role = oneOf(search["role"], ["sent", "received", "created"] as const);
  const status = oneOf(search["status"], ["success", "failed"] as const);
  const variables = {
    ...{ network, address: digits.toLowerCase(), first: PAGE, after: search["after"] ?? null },
    ...{ role: role ?? null, status: status ?? null },
    ...{ transactions: tab === "transactions", internal: tab === "internal", transfers: tab === "transfers" },
    ...{ holdings: tab === "holdings", methods: tab === "methods", events: tab === "events" },
    ...{ storage: tab === "storage", code: tab === "code" },
  };
  const { data, problems } = await query(EvmAddressDocument, variables);
  const found = data.evmAddress;
  if (found === null) notFound();
  const view: View = { tab: tab === usualTab ? undefined : tab, role, status };
  const isContract = found.isContract === true;
  return (
    <div className="stack">
      <PageHead
        trail={networkTrail(lang, found.network.name)}
        title={
          <>
            {isContract ? t("evm.address.contract") : t("evm.address.title")}{" "}
            <Hash value={found.address} what={t("evm.address")} lang={lang} full />
            {found.token !== null && <Badge tone="neutral">{t(`evm.token.${found.token.standard}`)}</Badge>}
          </>
        }
      />
      <Problems problems={problems} lang={lang} />
      {isUnseen(found) ? (
        <Empty
          why={found.network.head === null ? "unindexed" : "nothing"}
          title={t("evm.address.none.title")}
          lang={lang}
        >
          <p>
            {found.network.head === null
              ? t("evm.address.notIndexed")
              : t("evm.address.none.text", { height: formatNumber(found.lookedUpTo, lang) })}
          </p>
        </Empty>
      ) : (
        <>
          <AddressFacts of={found} lang={lang} />
          <PageTabs
            label={t("evm.address.tabs")}
            tabs={addressTabs(isContract).map((key) => ({
              key,
              name: t(`evm.address.tab.${key}`),
              href: href({ tab: key === usualTab ? undefined : key }),
              current: key === tab,
              count: countOf(found, key, lang),
            }))}
          />
          <AddressTab
            {...{ tab, of: found, view, search, lang, href }}
            sql={await sqlOfAddress(lang, tab, variables)}
          />
        </>
      )}
    </div>
  );
}

function oneOf<const T extends string>(value: string | undefined, among: readonly T[]): T | undefined {
  return among.find((one) => one === value);
}

function isUnseen({ totals, creation, balance, isContract }: AddressHeadFragment): boolean {
  const counted = [totals.sent, totals.received, totals.internal, totals.tokenTransfers, totals.transfersOfToken];
  const rest = [totals.events, totals.blocks, totals.withdrawals];
  return [...counted, ...rest].every((count) => count === "0") && creation === null && balance === null && !isContract;
}

function countOf({ totals }: AddressHeadFragment, tab: AddressTabName, lang: Lang): string | undefined {
  switch (tab) {
    case "transactions":
      return formatNumber(BigInt(totals.sent) + BigInt(totals.received), lang);
    case "internal":
      return formatNumber(totals.internal, lang);
    case "transfers":
      return formatNumber(totals.tokenTransfers, lang);
    case "events":
      return formatNumber(totals.events, lang);
    default:
      return undefined;
  }
}

interface AddressPageProps {
  readonly network: string;
  /** As it stands in the path. */
  readonly address: string;
  /** The side that is shown when the URL names none. */
  readonly usualTab: AddressTabName;
  readonly search: Readonly<Partial<Record<string, string>>>;
  readonly lang: Lang;
  readonly href: (view: View) => string;
}
