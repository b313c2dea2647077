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

const NONE = new Uint8Array();

/**
 * RLP of the header up to the last field that it has. A field that it lacks before that one is an empty string:
 * so geth encodes (`rlp:"optional"`), and so no field can be left out unnoticed.
 */
export function encodeHeader(header: EvmHeader): Uint8Array {
  const last = ADDED.findLastIndex((field) => header[field] !== undefined);
  const added = ADDED.slice(0, last + 1).map((field) => header[field] ?? NONE);
  return RLP.encode([...ALWAYS.map((field) => header[field]), ...added]);
}
