import type { ApiContext } from "./context.ts";
import { encodeGlobalId, formatNodeKey } from "./globalId.ts";
import { blocksByHash } from "./queries/blocks.ts";
import { transactionsNeverInBlock } from "./queries/neverInBlock.ts";
import { networksOfAddress } from "./queries/search.ts";
import { transactionsById } from "./queries/transactions.ts";
import { transactionKey } from "./transactionKey.ts";

export interface SearchHit {
  readonly kind: "network" | "block" | "transaction" | "address";
  readonly network: string;
  /** What the chain prints: hash, id, address; the name of a network. */
  readonly label: string;
  readonly height: number | null;
  /** Global id of the node; null for an address, which is none. */
  readonly id: string | null;
  /** The whole name, height, hash, id or address was given. */
  readonly exact: boolean;
}

const MAX_HITS = 20;
const MAX_QUERY = 200;

/** Looks one text up as everything that it can be, at once. Exact hits come first. */
export async function search(context: ApiContext, query: string): Promise<SearchHit[]> {
  const text = query.trim();
  if (text === "" || text.length > MAX_QUERY) return [];
  const found = await Promise.all([
    networksNamed(context, text),
    /^\d{1,15}$/.test(text) ? blocksOfHeight(context, Number(text)) : [],
    ...hexLookups(context, text.toLowerCase()),
  ]);
  return found
    .flat()
    .sort((a, b) => Number(b.exact) - Number(a.exact))
    .slice(0, MAX_HITS);
}

function hexLookups(context: ApiContext, text: string): Promise<SearchHit[]>[] {
  const prefixed = text.startsWith("0x");
  const digits = prefixed ? text.slice(2) : text;
  if (!/^[0-9a-f]+$/.test(digits)) return [];
  if (digits.length === 64) return [blocksOfHash(context, digits), transactionsOfId(context, digits, false)];
  if (digits.length === 40 && prefixed) return [addresses(context, digits)];
  if (digits.length >= 8 && digits.length < 64 && !prefixed) return [transactionsOfId(context, digits, true)];
  return [];
}

async function networksNamed({ directory, viewer }: ApiContext, text: string): Promise<SearchHit[]> {
  const wanted = text.toLowerCase();
  return directory
    .visible(viewer)
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ name, channel }) => ({
      kind: "network",
      network: name,
      label: name,
      height: null,
      id: encodeGlobalId("Network", formatNodeKey({ network: name, channel: channel ?? "", key: name })),
      exact: name.toLowerCase() === wanted,
    }));
}

async function blocksOfHeight(context: ApiContext, height: number): Promise<SearchHit[]> {
  const networks = context.directory.visible(context.viewer);
  return blockHits(
    context,
    networks.map(({ name }) => ({ network: name, height })),
  );
}

async function blocksOfHash(context: ApiContext, digits: string): Promise<SearchHit[]> {
  return blockHits(context, await blocksByHash(context.viewer, context.warehouse, digits));
}

async function blockHits(
  { loaders }: ApiContext,
  places: readonly { readonly network: string; readonly height: number }[],
): Promise<SearchHit[]> {
  const blocks = await Promise.all(places.map((place) => loaders.block.load(place)));
  return blocks.flatMap((block) =>
    block
      ? {
          kind: "block" as const,
          network: block.network,
          label: block.hash,
          height: block.height,
          id: encodeGlobalId("Block", formatNodeKey({ ...block, key: `${block.height}:${block.hash}` })),
          exact: true,
        }
      : [],
  );
}

async function transactionsOfId(context: ApiContext, digits: string, prefix: boolean): Promise<SearchHit[]> {
  const { viewer, warehouse, loaders } = context;
  const [places, neverInBlock] = await Promise.all([
    transactionsById(viewer, warehouse, digits, { prefix, limit: MAX_HITS }),
    transactionsNeverInBlock(viewer, warehouse, { id: digits, prefix, limit: MAX_HITS }),
  ]);
  const stored = await Promise.all(places.map((place) => loaders.transaction.load(place)));
  return [...stored, ...neverInBlock].flatMap((row) =>
    row
      ? {
          kind: "transaction" as const,
          network: row.network,
          label: row.hash,
          height: row.height,
          id: encodeGlobalId("Transaction", formatNodeKey({ ...row, key: transactionKey(row) })),
          exact: !prefix,
        }
      : [],
  );
}

async function addresses({ viewer, warehouse }: ApiContext, digits: string): Promise<SearchHit[]> {
  const networks = await networksOfAddress(viewer, warehouse, digits);
  return networks.map((network) => ({
    kind: "address",
    network,
    label: `0x${digits}`,
    height: null,
    id: null,
    exact: true,
  }));
}
