import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { sqlOf } from "../sql/sqlOf.ts";
import type { AddressTabName } from "./addressTabs.ts";

const field: Readonly<Record<AddressTabName, string>> = {
  transactions: "transactions",
  internal: "internalCalls",
  transfers: "tokenTransfers",
  holdings: "holdings",
  methods: "methods",
  events: "events",
  storage: "storageChanges",
  code: "code",
};

/** Where the statements of a side stand, and those of the charts; undefined for viewers who may not ask SQL. */
export async function sqlOfAddress(
  lang: Lang,
  tab: AddressTabName,
  variables: Readonly<Record<string, unknown>>,
): Promise<{
  readonly list?: string | undefined;
  readonly activity?: string | undefined;
  readonly balances?: string | undefined;
}> {
  const of = (name: string) => sqlOf(lang, "EvmAddress", `evmAddress.${name}`, variables);
  if (tab !== "transactions") return { list: await of(field[tab]) };
  const [list, activity, balances] = await Promise.all([of(field[tab]), of("activity"), of("balanceHistory")]);
  return { list, activity, balances };
}
