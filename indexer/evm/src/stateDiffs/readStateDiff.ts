import { fromHex, sameBytes } from "../hex.ts";
import { bytesOf, type Fields, fieldsOf, fixedOf, quantityOf } from "../traces/answerFields.ts";
import { perTransaction, type TracedTransaction } from "../traces/perTransaction.ts";
import { addressKey, wordKey } from "./keys.ts";
import { type BlockStateDiffs, type StateChange, wordOf, ZERO_WORD } from "./stateChange.ts";

const NOTHING = new Uint8Array();

/**
 * Reads `trace_replayBlockTransactions(…, ["stateDiff"])`: per transaction and account `"="` (same), `{"+": value}`
 * (came to be), `{"-": value}` (is gone) or `{"*": {from, to}}`.
 * https://openethereum.github.io/JSONRPC-trace-module#trace_replayblocktransactions
 */
export function readStateDiff(answer: unknown, transactions: readonly TracedTransaction[]): BlockStateDiffs {
  const { found, missing } = perTransaction(answer, transactions, "transactionHash", (item, { hash }, txIndex) =>
    Object.entries(fieldsOf(item["stateDiff"], "stateDiff")).flatMap(([key, account]) => {
      const address = addressKey(key);
      const changes = accountChanges(fieldsOf(account, key));
      return changes.map((change): StateChange => ({ txIndex, txHash: hash, address, ...change }));
    }),
  );
  return { tracer: "stateDiff", changes: found, missing };
}

type AccountChange = Omit<StateChange, "txIndex" | "txHash" | "address">;

const integer = (fields: Fields, key: string): Uint8Array => wordOf(quantityOf(fields, key, 256));
const word = (fields: Fields, key: string): Uint8Array => fixedOf(fields, key, 32) ?? ZERO_WORD;

function accountChanges(account: Fields): AccountChange[] {
  const changes: AccountChange[] = [];
  const add = (change: AccountChange | undefined): void => {
    if (change && !sameBytes(change.before, change.after)) changes.push(change);
  };
  const changed = (delta: unknown, kind: StateChange["kind"], read: typeof integer, none: Uint8Array) => {
    if (delta === "=" || delta === undefined || delta === null) return undefined;
    const fields = fieldsOf(delta, kind);
    if (fields["+"] !== undefined) return { kind, before: none, after: read(fields, "+") };
    if (fields["-"] !== undefined) return { kind, before: read(fields, "-"), after: none };
    const both = fieldsOf(fields["*"], kind);
    return { kind, before: read(both, "from"), after: read(both, "to") };
  };
  add(changed(account["balance"], "balance", integer, ZERO_WORD));
  add(changed(account["nonce"], "nonce", integer, ZERO_WORD));
  add(changed(account["code"], "code", bytesOf, NOTHING));
  for (const [slot, delta] of Object.entries(fieldsOf(account["storage"] ?? {}, "storage"))) {
    const change = changed(delta, "storage", word, ZERO_WORD);
    if (change) add({ ...change, slot: fromHex(wordKey(slot)) });
  }
  return changes;
}
