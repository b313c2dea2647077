import type { BlockWhere, TransactionWhere, TxStatus } from "../generated/graphql.ts";
import type { View } from "../url.ts";

type Search = Readonly<Partial<Record<string, string>>>;

/** Filters of the lists of blocks and of transactions, by their names in the URL. */
export const blockFilters = ["fromHeight", "toHeight", "from", "to"] as const;
export const transactionFilters = [
  "status",
  "code",
  "type",
  "target",
  "method",
  "organisation",
  "certificate",
  "address",
  ...blockFilters,
] as const;

/** The filters of an address that are given, and nothing else of it. */
export function filtersOf(search: Search, names: readonly string[]): View {
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
}

export function blockWhere(view: View): BlockWhere {
  return { ...heightsOf(view), ...timesOf(view) };
}

/** What the API takes; a status that makes no sense is left out, other nonsense is for the API to refuse. */
export function transactionWhere(view: View): TransactionWhere {
  const { status } = view;
  const isStatus = status === "success" || status === "failed";
  const texts = ["code", "type", "target", "method", "organisation", "certificate", "address"] as const;
  return {
    ...(isStatus && { status: status satisfies TxStatus }),
    ...Object.fromEntries(texts.flatMap((name) => (view[name] ? [[name, view[name]]] : []))),
    ...heightsOf(view),
    ...timesOf(view),
  };
}

function heightsOf({ fromHeight, toHeight }: View): Pick<BlockWhere, "height"> {
  const [from, to] = [fromHeight, toHeight].map((text) =>
    text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined,
  );
  return from === undefined && to === undefined ? {} : { height: { from, to } };
}

/** Moments of a form are UTC, whatever the reader's clock; a minute is meant to its end. */
function timesOf({ from, to }: View): Pick<BlockWhere, "time"> {
  const [start, end] = [momentOf(from), momentOf(to)];
  return start === undefined && end === undefined ? {} : { time: { from: start, to: end } };
}

function momentOf(text: string | undefined): string | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
