import type { RecordedBlock } from "./recordedBlocks.ts";
import { seededRandom } from "./seededRandom.ts";

/** One change to what a node serves of a block. */
export interface BlockMutation {
  /** Where and what: `block.stateRoot byte 3`, `receipts.5.logs.0 omitted`. */
  readonly name: string;
  /** Changes that copy. */
  apply(block: RecordedBlock): void;
}

/**
 * Fields of a node's answer that nothing on the chain commits to, and that no other part of the answer repeats, each
 * with the reason. A changed one goes unnoticed, by necessity.
 */
const uncoveredFields: Readonly<Record<string, string>> = {
  size: "the node's own arithmetic",
  totalDifficulty: "a sum over the whole chain; not stored as a column",
  uncles: "the header commits to the uncles' headers, not to their hashes alone",
  revertReason: "the node's word: no root commits to it",
  isPrivacyMarkerTransaction: "the node's word: no root commits to it",
  blobGasPrice: "follows from the excess blob gas by a schedule of each chain",
};

/** What of a receipt is the node's own when the transaction is a private one of Quorum. */
const PRIVATE_FIELDS = /^(status|contractAddress|logs($|\.))/;

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

export interface MutationOptions {
  readonly seed?: number;
  /** Every byte of every field, instead of one of each. @default false */
  readonly everyByte?: boolean;
  /** Transactions of the block that are looked at. @default all */
  readonly transactions?: number;
  /** Whether v 37 and 38 are private transactions. @default false */
  readonly quorum?: boolean;
}

/** Every single change to the block that must be noticed. */
export function blockMutations(recorded: RecordedBlock, options: MutationOptions = {}): BlockMutation[] {
  const { seed = 1, everyByte = false, quorum = false } = options;
  const random = seededRandom(seed);
  const { block, receipts } = recorded;
  const count = block.transactions.length;
  const chosen = sample(count, options.transactions ?? count, random);
  const isPrivate = (index: number): boolean =>
    quorum &&
    ["0x25", "0x26"].includes(block.transactions[index]?.v) &&
    Number(block.transactions[index].type ?? 0) === 0;
  const fields: [path: string[], value: string][] = [
    ...leaves({ ...block, transactions: undefined }, ["block"]),
    ...chosen.flatMap((index) => leaves(block.transactions[index], ["block", "transactions", String(index)])),
    ...chosen.flatMap((index) =>
      leaves(receipts[index], ["receipts", String(index)]).filter(
        ([path]) => !(isPrivate(index) && PRIVATE_FIELDS.test(path.slice(2).join("."))),
      ),
    ),
  ];
  const covered = fields.filter(([path]) => !path.some((key) => key in uncoveredFields));
  return [
    ...covered.flatMap(([path, value]) =>
      changedValues(value, everyByte, random).map(([what, changed]) => ({
        name: `${path.join(".")} ${what}`,
        apply: (copy: RecordedBlock) => assign(copy, path, changed),
      })),
    ),
    ...listMutations(recorded, (index) => chosen.includes(index) && !isPrivate(index)),
  ];
}

/** Something left out, doubled, or in another order. */
function listMutations({ block, receipts }: RecordedBlock, isLookedAt: (index: number) => boolean): BlockMutation[] {
  const count = receipts.length;
  const mutations: BlockMutation[] = [];
  const add = (name: string, apply: (copy: RecordedBlock) => void): number => mutations.push({ name, apply });
  if (count > 0) {
    add("last receipt omitted", (copy) => copy.receipts.pop());
    add("first receipt omitted", (copy) => copy.receipts.shift());
    add("first transaction omitted", (copy) => copy.block.transactions.shift());
    add("last transaction omitted with its receipt", (copy) => [copy.block.transactions.pop(), copy.receipts.pop()]);
    add("last receipt twice", (copy) => copy.receipts.push(copy.receipts.at(-1)));
    add("all transactions and receipts omitted", (copy) => [
      copy.block.transactions.splice(0),
      copy.receipts.splice(0),
    ]);
  }
  if (count > 1) {
    add("receipts 0 and 1 swapped", ({ receipts: list }) => swap(list, 0, 1));
    add("transactions 0 and 1 swapped", (copy) => swap(copy.block.transactions, 0, 1));
    add("transactions 0 and 1 swapped with their receipts", (copy) => {
      swap(copy.block.transactions, 0, 1);
      swap(copy.receipts, 0, 1);
    });
  }
  for (const [index, receipt] of receipts.entries()) {
    if (!isLookedAt(index)) continue;
    const logs = receipt.logs.length;
    if (logs > 0) add(`receipts.${index}: last log omitted`, (copy) => copy.receipts[index].logs.pop());
    if (logs > 0) {
      add(`receipts.${index}: first log twice`, (copy) => copy.receipts[index].logs.push(copy.receipts[index].logs[0]));
    }
    if (logs > 1) add(`receipts.${index}: logs 0 and 1 swapped`, (copy) => swap(copy.receipts[index].logs, 0, 1));
    if (receipt.logs.some((log: { topics: string[] }) => log.topics.length > 0)) {
      add(`receipts.${index}: a topic omitted`, (copy) =>
        copy.receipts[index].logs.find((log: { topics: string[] }) => log.topics.length > 0).topics.pop(),
      );
    }
  }
  if (block.transactions.some((tx: { to: unknown }) => tx.to)) {
    add("a recipient omitted", (copy) =>
      Object.assign(
        copy.block.transactions.find((tx: { to: unknown }) => tx.to),
        { to: null },
      ),
    );
  }
  return mutations;
}

function swap(list: unknown[], a: number, b: number): void {
  [list[a], list[b]] = [list[b], list[a]];
}

function sample(count: number, wanted: number, random: (n: number) => number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  while (all.length > wanted) all.splice(random(all.length), 1);
  return all;
}

/** Paths and values of all hex strings. */
function leaves(value: Json, path: string[]): [string[], string][] {
  if (typeof value === "string") return /^0x[0-9a-fA-F]+$/.test(value) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** A quantity or bytes with one digit changed: one of them, or each in turn. */
function changedValues(
  hex: string,
  everyByte: boolean,
  random: (n: number) => number,
): (readonly [what: string, value: string])[] {
  const digits = hex.length - 2;
  const at = everyByte
    ? Array.from({ length: Math.ceil(digits / 2) }, (_, byte) => byte)
    : [random(Math.ceil(digits / 2))];
  return at.map((byte) => {
    const index = 2 + Math.min(digits - 1, byte * 2 + random(2));
    const digit = Number.parseInt(hex[index] as string, 16);
    // Never the same, and no leading zero that would leave a quantity as it was.
    const other = ((digit + 1 + random(15)) % 16).toString(16);
    return [`byte ${byte}`, hex.slice(0, index) + other + hex.slice(index + 1)] as const;
  });
}

function assign(copy: RecordedBlock, path: readonly string[], value: string): void {
  // biome-ignore lint/suspicious/noExplicitAny: raw JSON
  let target: any = copy;
  for (const key of path.slice(0, -1)) target = target[key];
  target[path.at(-1) as string] = value;
}
