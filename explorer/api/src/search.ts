import type { ApiContext } from "./context.ts";
import { encodeGlobalId, formatNodeKey } from "./globalId.ts";
import { blocksByHash } from "./queries/blocks.ts";
import { tokensNamed } from "./queries/evm/tokenMetadata.ts";
import { type FabricHit, fabricHits } from "./queries/fabric/search.ts";
import { transactionsNeverInBlock } from "./queries/neverInBlock.ts";
import { fabricMethodsNamed, networksOfAddress, networksOfSelector } from "./queries/search.ts";
import { transactionsById } from "./queries/transactions.ts";
import { transactionKey } from "./transactionKey.ts";

type SearchKind =
  | "network"
  | "transaction"
  | "block"
  | "address"
  | "organisation"
  | "identity"
  | "chaincode"
  | "token"
  | "method"
  | "key";

export interface SearchHit {
  readonly kind: SearchKind;
  readonly network: string;
  /** What it is called: hash, id, address, name, key. */
  readonly label: string;
  /** What tells it from others of that name; may be empty. */
  readonly detail: string;
  readonly height: number | null;
  /** Global id of the node; null for what is none. */
  readonly id: string | null;
  /** The whole name, height, hash, id or address was given. */
  readonly exact: boolean;
  readonly namespace: string | null;
  readonly keyHex: string | null;
  readonly certSha256: string | null;
}

/** Hits of one kind at most, so that keys that begin alike leave room for others. */
const MAX_OF_KIND = 20;
const MAX_QUERY = 200;
/** What is meant more likely by the same text comes first. */
const order: readonly SearchKind[] = [
  "network",
  "transaction",
  "block",
  "address",
  "organisation",
  "identity",
  "chaincode",
  "token",
  "method",
  "key",
];

/**
 * Looks one text up as everything that it can be, at once. Exact hits come first, among them those of the network that
 * is preferred. What a part of the warehouse cannot answer fails the search: nothing found must mean that.
 */
export async function search(
  context: ApiContext,
  query: string,
  { network: preferred, first }: { readonly network?: string | undefined; readonly first: number },
): Promise<SearchHit[]> {
  const text = query.trim();
  if (text === "" || text.length > MAX_QUERY) return [];
  const found = await Promise.all([
    networksNamed(context, text),
    /^\d{1,15}$/.test(text) ? blocksOfHeight(context, Number(text)) : [],
    ...hexLookups(context, text.toLowerCase()),
    fabricHits(context, text).then((hits) => hits.map(ofFabric)),
    fabricMethods(context, text),
    tokens(context, text),
  ]);
  const rank = ({ kind, network, exact }: SearchHit): number =>
    (exact ? 0 : 100) + (network === preferred ? 0 : 50) + order.indexOf(kind);
  const counted = new Map<SearchKind, number>();
  return found
    .flat()
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ kind }) => {
      const count = (counted.get(kind) ?? 0) + 1;
      counted.set(kind, count);
      return count <= MAX_OF_KIND;
    })
    .slice(0, first);
}

const nothingMore = { detail: "", height: null, id: null, namespace: null, keyHex: null, certSha256: null } as const;

function hexLookups(context: ApiContext, text: string): Promise<SearchHit[]>[] {
  const prefixed = text.startsWith("0x");
  const digits = prefixed ? text.slice(2) : text;
  if (!/^[0-9a-f]+$/.test(digits)) return [];
  if (digits.length === 64) return [blocksOfHash(context, digits), transactionsOfId(context, digits, false)];
  if (digits.length === 40) return [addresses(context, digits)];
  if (digits.length === 8 && prefixed) return [selectors(context, digits)];
  if (digits.length >= 8 && digits.length < 64 && !prefixed) return [transactionsOfId(context, digits, true)];
  return [];
}

const ofFabric = ({ kind, network, label, detail, exact, namespace, keyHex, certSha256 }: FabricHit): SearchHit => ({
  ...nothingMore,
  kind,
  network,
  label,
  detail,
  exact,
  namespace: namespace ?? null,
  keyHex: keyHex ?? null,
  certSha256: certSha256 ?? null,
});

async function networksNamed({ directory, viewer }: ApiContext, text: string): Promise<SearchHit[]> {
  const wanted = text.toLowerCase();
  return directory
    .visible(viewer)
    .filter(({ name, channel }) => name.toLowerCase().includes(wanted) || channel?.toLowerCase() === wanted)
    .map(({ name, channel }) => ({
      ...nothingMore,
      kind: "network",
      network: name,
      label: name,
      detail: channel ?? "",
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
          ...nothingMore,
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
    transactionsById(viewer, warehouse, digits, { prefix, limit: MAX_OF_KIND }),
    transactionsNeverInBlock(viewer, warehouse, { id: digits, prefix, limit: MAX_OF_KIND }),
  ]);
  const stored = await Promise.all(places.map((place) => loaders.transaction.load(place)));
  return [...stored, ...neverInBlock].flatMap((row) =>
    row
      ? {
          ...nothingMore,
          kind: "transaction" as const,
          network: row.network,
          label: row.hash,
          detail: row.status === "failed" ? row.statusText : row.method,
          height: row.height,
          id: encodeGlobalId("Transaction", formatNodeKey({ ...row, key: transactionKey(row) })),
          exact: !prefix,
        }
      : [],
  );
}

async function addresses({ viewer, warehouse, directory }: ApiContext, digits: string): Promise<SearchHit[]> {
  const evm = directory.visible(viewer).filter(({ family }) => family === "evm");
  const names = evm.map(({ name }) => name);
  const networks = await networksOfAddress(viewer, warehouse, names, digits);
  return networks.map((network) => ({
    ...nothingMore,
    kind: "address",
    network,
    label: `0x${digits}`,
    exact: true,
  }));
}

async function selectors({ viewer, warehouse }: ApiContext, digits: string): Promise<SearchHit[]> {
  const networks = await networksOfSelector(viewer, warehouse, digits);
  return networks.map((network) => ({ ...nothingMore, kind: "method", network, label: `0x${digits}`, exact: true }));
}

async function fabricMethods({ viewer, warehouse, directory }: ApiContext, text: string): Promise<SearchHit[]> {
  if (text.length < 2) return [];
  const channels = directory.visible(viewer).filter(({ family }) => family === "fabric");
  if (channels.length === 0) return [];
  const found = await fabricMethodsNamed(viewer, warehouse, channels, text);
  return found.map(({ network, chaincode, method }) => ({
    ...nothingMore,
    kind: "method",
    network,
    label: method,
    detail: chaincode,
    exact: method.toLowerCase() === text.toLowerCase(),
    namespace: chaincode,
  }));
}

async function tokens({ viewer, warehouse, directory }: ApiContext, text: string): Promise<SearchHit[]> {
  if (text.length < 2 || !directory.visible(viewer).some(({ family }) => family === "evm")) return [];
  const found = await tokensNamed(viewer, warehouse, text, MAX_OF_KIND);
  const same = (name: string | null): boolean => name?.toLowerCase() === text.toLowerCase();
  return found.map(({ network, token, name, symbol }) => ({
    ...nothingMore,
    kind: "token",
    network,
    label: symbol || name || token,
    detail: `${symbol && name ? `${name} ` : ""}${token}`,
    exact: same(symbol) || same(name),
    namespace: token,
  }));
}
