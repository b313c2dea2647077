import { fromHex, sameBytes } from "../hex.ts";
import { bytesOf, type Fields, fieldsOf, fixedOf, MalformedTrace } from "../traces/answerFields.ts";
import { perTransaction, type TracedTransaction } from "../traces/perTransaction.ts";
import { addressKey, wordKey } from "./keys.ts";
import { type BlockStateDiffs, type StateChange, wordOf, ZERO_WORD } from "./stateChange.ts";

const NOTHING = new Uint8Array();
const NONE: Fields = {};

/**
 * Reads `debug_traceBlockByNumber(…, {tracer: "prestateTracer", tracerConfig: {diffMode: true}})`:
 * `[{txHash?, result: {pre, post}}]`. `pre` has changed accounts as they were, `post` only what became different: a
 * field that is not in `post` stayed, a slot that is not in it became zero, an account that is not in it is gone.
 * https://geth.ethereum.org/docs/developers/evm-tracing/built-in-tracers#prestate-tracer
 */
export function readPrestate(answer: unknown, transactions: readonly TracedTransaction[]): BlockStateDiffs {
  const { found, missing } = perTransaction(answer, transactions, "txHash", (item, { hash }, txIndex) => {
    const result = fieldsOf(item["result"], "result");
    const changes = changesOf(fieldsOf(result["pre"], "pre"), fieldsOf(result["post"], "post"));
    return changes.map((change): StateChange => ({ txIndex, txHash: hash, ...change }));
  });
  return { tracer: "prestateTracer", changes: found, missing };
}

type Change = Omit<StateChange, "txIndex" | "txHash">;

function changesOf(pre: Fields, post: Fields): Change[] {
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(pre), ...Object.keys(post)])) {
    const before = pre[key] === undefined ? NONE : fieldsOf(pre[key], key);
    const isGone = post[key] === undefined;
    const after = isGone ? NONE : fieldsOf(post[key], key);
    for (const change of accountChanges(before, after, isGone)) changes.push({ address: addressKey(key), ...change });
  }
  return changes;
}

type AccountChange = Omit<Change, "address">;

function accountChanges(before: Fields, after: Fields, isGone: boolean): AccountChange[] {
  const changes: AccountChange[] = [];
  const add = (change: AccountChange): void => {
    if (!sameBytes(change.before, change.after)) changes.push(change);
  };
  for (const kind of ["balance", "nonce"] as const) {
    if (isGone || after[kind] !== undefined) {
      add({ kind, before: wordOf(integerOf(before, kind)), after: wordOf(integerOf(after, kind)) });
    }
  }
  if (isGone || after["code"] !== undefined) {
    add({ kind: "code", before: bytesOf(before, "code"), after: isGone ? NOTHING : bytesOf(after, "code") });
  }
  const slotsBefore = slotsOf(before);
  const slotsAfter = slotsOf(after);
  for (const slot of new Set([...slotsBefore.keys(), ...slotsAfter.keys()])) {
    add({
      kind: "storage",
      slot: fromHex(slot),
      before: slotsBefore.get(slot) ?? ZERO_WORD,
      after: slotsAfter.get(slot) ?? ZERO_WORD,
    });
  }
  return changes;
}

/** Slots by their 64 digits of hex. */
function slotsOf(account: Fields): ReadonlyMap<string, Uint8Array> {
  const storage = account["storage"];
  if (storage === undefined || storage === null) return new Map();
  return new Map(
    Object.entries(fieldsOf(storage, "storage")).map(([slot, value]) => [wordKey(slot), wordValue(value)]),
  );
}

function wordValue(value: unknown): Uint8Array {
  return fixedOf({ value }, "value", 32) ?? ZERO_WORD;
}

/** A balance as 0x-hex, or a nonce as a number. */
function integerOf(account: Fields, key: string): bigint {
  const value = account[key];
  if (value === undefined || value === null) return 0n;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(value)) return BigInt(value);
  throw new MalformedTrace(`${key} is not an integer`);
}
