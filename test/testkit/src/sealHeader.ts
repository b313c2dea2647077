import type { EvmHeader } from "@ledgerscope/proof";
import { computeAddress, concat, encodeRlp, getBytes, keccak256, type SigningKey, toBeArray } from "ethers";

/**
 * Headers sealed by the rules of GoQuorum's IBFT, Besu's IBFT 2.0 and QBFT, and Clique, with keys of our own: written
 * after the specifications with the RLP of ethers, so that nothing of the product's own code is asked for its opinion.
 */

export interface Sealers {
  readonly validators: readonly SigningKey[];
  readonly proposer: SigningKey;
  readonly committers: readonly SigningKey[];
  /** IBFT 2.0 and QBFT. @default 0 */
  readonly round?: number;
  /** IBFT 2.0 and QBFT: `0xff` adds, `0x00` drops. */
  readonly vote?: { readonly address: Uint8Array; readonly add: boolean };
}

const ISTANBUL_DIGEST: Uint8Array = Buffer.from("ctical byzantine fault tolerance");

type Item = Uint8Array | string | readonly Item[];

export const addressOf = (key: SigningKey): Uint8Array => getBytes(computeAddress(key.publicKey));

const vanity = Buffer.alloc(32, "vanity");

const number = (value: bigint): Uint8Array => (value === 0n ? new Uint8Array() : toBeArray(value));

function rlpOf(header: EvmHeader, extraData: Uint8Array | string): string {
  const fields: Item[] = [
    header.parentHash,
    header.unclesHash,
    header.miner,
    header.stateRoot,
    header.transactionsRoot,
    header.receiptsRoot,
    header.logsBloom,
    number(header.difficulty),
    number(header.number),
    number(header.gasLimit),
    number(header.gasUsed),
    number(header.timestamp),
    extraData,
    header.mixHash,
    header.nonce,
  ];
  if (header.baseFeePerGas !== undefined) fields.push(number(header.baseFeePerGas));
  return encodeRlp(fields as never);
}

function sealOf(key: SigningKey, digest: string): string {
  const { r, s, yParity } = key.sign(digest);
  return concat([r, s, Uint8Array.of(yParity)]);
}

/** IBFT: vanity, then rlp([validators, proposer's seal, committed seals]). */
export function sealIbft(draft: EvmHeader, { validators, proposer, committers }: Sealers): EvmHeader {
  const header = { ...draft, mixHash: ISTANBUL_DIGEST };
  const extra = (proposerSeal: Item, seals: readonly Item[]): string =>
    concat([vanity, encodeRlp([validators.map(addressOf), proposerSeal, seals] as never)]);
  const proposerSeal = sealOf(proposer, keccak256(keccak256(rlpOf(header, extra("0x", [])))));
  const blockHash = keccak256(rlpOf(header, extra(proposerSeal, [])));
  const seals = committers.map((key) => sealOf(key, keccak256(concat([blockHash, "0x02"]))));
  return { ...header, extraData: getBytes(extra(proposerSeal, seals)) };
}

/** QBFT: rlp([vanity, validators, vote, round, seals]); IBFT 2.0: the same with a round of four bytes. */
export function sealBft(draft: EvmHeader, profile: "qbft" | "ibft2", sealers: Sealers): EvmHeader {
  const { validators, committers, round = 0, vote } = sealers;
  const header = { ...draft, mixHash: ISTANBUL_DIGEST };
  const none: Item = profile === "qbft" ? [] : "0x";
  const cast: Item = vote ? [vote.address, vote.add ? "0xff" : profile === "qbft" ? "0x" : "0x00"] : none;
  const roundItem = profile === "qbft" ? number(BigInt(round)) : Uint8Array.of(0, 0, 0, round);
  const head: Item[] = [vanity, validators.map(addressOf), cast, roundItem];
  const signed = profile === "qbft" ? [...head, []] : head;
  const digest = keccak256(rlpOf(header, encodeRlp(signed as never)));
  const seals = committers.map((key) => sealOf(key, digest));
  return { ...header, extraData: getBytes(encodeRlp([...head, seals] as never)) };
}

/** Clique: vanity, at a checkpoint the signers, the seal of the header without it. */
export function sealClique(draft: EvmHeader, signer: SigningKey, signers: readonly SigningKey[] = []): EvmHeader {
  const header = { ...draft, difficulty: 2n };
  const extra = concat([vanity, ...signers.map(addressOf)]);
  return { ...header, extraData: getBytes(concat([extra, sealOf(signer, keccak256(rlpOf(header, extra)))])) };
}
