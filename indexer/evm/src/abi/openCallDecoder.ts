import type { CallDecoder, DecodedCall, DecodedTransaction, StoredReader } from "@ledgerscope/core";
import { fromHex } from "../hex.ts";
import { Abis, type Decoding } from "./abis.ts";
import type { AbiValue } from "./abiValue.ts";

/** A transaction may have tens of thousands; nobody reads them as text. */
const MAX_LOGS = 1000;

const AT = "network = {network:String} AND height = {height:UInt64} AND tx_index = {txIndex:UInt32}";

const TRANSACTION = `SELECT lower(hex(\`to\`)) AS to, lower(hex(input)) AS input, lower(hex(revert_data)) AS revert_data
FROM store.evm_transactions WHERE ${AT}`;

const LOGS = `SELECT log_index, lower(hex(address)) AS address, arrayMap(x -> lower(hex(x)), topics) AS topics,
  lower(hex(data)) AS data
FROM store.evm_logs WHERE ${AT} ORDER BY log_index LIMIT ${MAX_LOGS}`;

interface TransactionRow {
  readonly to: string | null;
  readonly input: string;
  readonly revert_data: string;
}

interface LogRow {
  readonly log_index: number;
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/**
 * @param folder of JSON ABIs.
 * @throws ConfigError naming the file that is no ABI.
 */
export async function openCallDecoder(folder: string | undefined): Promise<CallDecoder> {
  const abis = await Abis.open(folder);
  const decoder: Omit<CallDecoder, "decodeTransaction"> = {
    decodeCall: ({ to, input }) =>
      inText(abis.decodeCall({ to: to === undefined ? undefined : fromHex(to), input: fromHex(input) })),
    decodeLog: ({ address, topics, data }) =>
      inText(abis.decodeLog({ address: fromHex(address), topics: topics.map(fromHex), data: fromHex(data) })),
    nameOf: (of) => abis.nameOf(of),
    decodeError: ({ address, data }) =>
      inText(abis.decodeError({ ...(address ? { address: fromHex(address) } : {}), data: fromHex(data) })),
  };
  return { ...decoder, decodeTransaction: (stored, at) => decodeTransaction(decoder, stored, at) };
}

async function decodeTransaction(
  decoder: Omit<CallDecoder, "decodeTransaction">,
  stored: StoredReader,
  at: { readonly network: string; readonly height: number; readonly txIndex: number },
): Promise<DecodedTransaction | undefined> {
  let row: TransactionRow | undefined;
  for await (const found of stored.rows<TransactionRow>(TRANSACTION, at)) row = found;
  if (!row) return undefined;
  const logs: DecodedTransaction["logs"][number][] = [];
  for await (const log of stored.rows<LogRow>(LOGS, at)) {
    const decoded = decoder.decodeLog(log);
    logs.push({ index: log.log_index, address: `0x${log.address}`, ...(decoded ? { decoded } : {}) });
  }
  const call = decoder.decodeCall({ to: row.to ?? undefined, input: row.input });
  const error = decoder.decodeError({ ...(row.to ? { address: row.to } : {}), data: row.revert_data });
  return { ...(call ? { call } : {}), logs, ...(error ? { error } : {}) };
}

function inText(decoding: Decoding | undefined): DecodedCall | undefined {
  if (!decoding) return undefined;
  const { args, ...rest } = decoding;
  return { ...rest, arguments: args.map(({ name, type, value }) => ({ name, type, value: textOf(value) })) };
}

const textOf = (value: AbiValue): string => (typeof value === "string" ? value : JSON.stringify(value));
