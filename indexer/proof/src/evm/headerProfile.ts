import type { EvmHeader } from "./header.ts";

/**
 * A rule by which a block's hash follows from its header: which fields, in which order.
 * Ethereum's profiles are named for the first fork that has exactly these fields.
 */
export type HeaderProfile = "frontier" | "london" | "shanghai" | "cancun" | "prague";

type Field = keyof EvmHeader;

const frontier: readonly Field[] = [
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
];
const london: readonly Field[] = [...frontier, "baseFeePerGas"];
const shanghai: readonly Field[] = [...london, "withdrawalsRoot"];
const cancun: readonly Field[] = [...shanghai, "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot"];
const prague: readonly Field[] = [...cancun, "requestsHash"];

/** Fields of each profile, in the order of the RLP list (Ethereum yellow paper 4.4.3 and the EIPs named in header.ts). */
export const headerFields: Readonly<Record<HeaderProfile, readonly Field[]>> = {
  frontier,
  london,
  shanghai,
  cancun,
  prague,
};

/**
 * mixHash of every IBFT and QBFT block ("critical byzantine fault tolerance"): its hash leaves seals out
 * of the extra data, so that Ethereum's rule does not apply.
 */
const ISTANBUL_DIGEST = "63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The profile whose fields are exactly those that the header has; undefined when no rule is known for it. */
export function headerProfile(header: EvmHeader): HeaderProfile | undefined {
  if (hex(header.mixHash) === ISTANBUL_DIGEST) return undefined;
  const optional = prague.slice(frontier.length).filter((field) => header[field] !== undefined);
  return (Object.keys(headerFields) as HeaderProfile[]).find((profile) => {
    const fields = headerFields[profile].slice(frontier.length);
    return fields.length === optional.length && fields.every((field, index) => field === optional[index]);
  });
}
