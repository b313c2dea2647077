import { RLP } from "@ethereumjs/rlp";
import type { EvmHeader } from "./header.ts";

/** Fields in the order of the RLP list (Ethereum yellow paper 4.4.3). */
const ALWAYS = [
  "parentHash",
  "unclesHash",
  "miner",
  "stateRoot",
  "transactionsRoot",
  "receiptsRoot",
  "logsBloom",
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "extraData",
  "mixHash",
  "nonce",
] as const satisfies readonly (keyof EvmHeader)[];

/** Those that forks have added, in their order (the EIPs are named in header.ts). */
const ADDED = [
  "baseFeePerGas",
  "withdrawalsRoot",
  "blobGasUsed",
  "excessBlobGas",
  "parentBeaconBlockRoot",
  "requestsHash",
] as const satisfies readonly (keyof EvmHeader)[];

/** RLP of the header up to the last field that it has (geth: `rlp:"optional"`). */
export function encodeHeader(header: EvmHeader): Uint8Array {
  const added = ADDED.flatMap((field) => header[field] ?? []);
  return RLP.encode([...ALWAYS.map((field) => header[field]), ...added]);
}

/** A field that the header lacks although it has one that was added later: no fork has such headers. */
export function missingField(header: EvmHeader): string | undefined {
  const last = ADDED.findLastIndex((field) => header[field] !== undefined);
  return ADDED.slice(0, Math.max(0, last)).find((field) => header[field] === undefined);
}
