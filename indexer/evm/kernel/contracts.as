// Contracts that transactions created, by the rule of createdContracts.ts without traces.
import { copy20, copy32 } from "./bytes";
import * as place from "./memory";
import { RECEIPT_SIZE, TRANSACTION_SIZE, reach } from "./memory";
import { hashMessages, toHash } from "./messages";
import * as r from "./records";
import { HAS, ReceiptKey } from "./records";
import { ROW, done, length, networkLength, placed, string, time, u32At } from "./rowBinary";

/** `receipt` */
const SOURCE: usize = memory.data<u8>([0x72, 0x65, 0x63, 0x65, 0x69, 0x70, 0x74], 16);

function has(receipt: usize, key: i32): bool {
  return (load<u64>(receipt, HAS) & ((<u64>1) << <u64>key)) != 0;
}

export function contractRows(from: usize): usize {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  let at = from;
  let rows: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const receipt = place.receipts + index * RECEIPT_SIZE;
    if (!has(receipt, ReceiptKey.contractAddress)) continue;
    // Some nodes name the address of a failed creation.
    if (has(receipt, ReceiptKey.status) && load<u64>(receipt, r.R_STATUS) == 0) continue;
    const tx = place.transactions + index * TRANSACTION_SIZE;
    reach(at + ROW + networkLength);
    at = time(placed(at));
    at = u32At(at, index);
    at = copy32(at, tx + r.T_HASH);
    at = length(at, 0);
    at = copy20(at, receipt + r.R_CONTRACT);
    at = copy20(at, tx + r.T_FROM);
    toHash(load<u32>(tx, r.T_INPUT_AT), load<u32>(tx, r.T_INPUT_LENGTH), at);
    at += 32;
    store<u16>(at, 0x0101); // code_hash and code_size: NULL without a trace
    at = string(at + 2, SOURCE, 7);
    rows++;
  }
  hashMessages();
  return done(5, from, at, rows);
}
