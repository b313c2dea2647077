import { type Check, CorruptDataError } from "@ledgerscope/core";
import { equalBytes, type FabricBlock, MetadataIndex, storedCommitHash, toHex, WireError } from "@ledgerscope/proof";
import type { PeerLedger } from "../config.ts";
import type { Ledger, LedgerBlock } from "./ledger.ts";
import { openLedger } from "./openLedger.ts";

const EMPTY = new Uint8Array(0);

interface Peer {
  readonly name: string;
  readonly ledger: Ledger;
  /** Read, and not compared yet. */
  ahead: LedgerBlock | undefined;
  /** Height from which on it differs in what every later block rests upon. */
  forkedAt: number | undefined;
}

/**
 * Compares blocks with those of other peers' ledgers, height by height: header, envelopes, validation codes,
 * and the commit hash, which covers all codes and writes up to there. So a fork is found at its first block.
 */
export class PeerComparison {
  readonly #ours: string;
  readonly #peers: readonly Peer[];

  /** @param ours name of the peer whose blocks are given to `check`. */
  constructor(ours: string, others: readonly PeerLedger[]) {
    this.#ours = ours;
    this.#peers = others.map(({ name, ledger }) => ({
      name,
      ledger: openLedger(ledger),
      ahead: undefined,
      forkedAt: undefined,
    }));
  }

  /** Moves before the first height that will be checked. */
  async seek(height: number): Promise<void> {
    for (const peer of this.#peers) {
      await peer.ledger.seek(height);
      peer.ahead = undefined;
    }
  }

  /** The check `peer_agreement` of one block; heights ascend. Failed where any of the peers differs. */
  async check(height: number, block: FabricBlock | undefined): Promise<Check> {
    const differences: string[] = [];
    const doubts: string[] = [];
    for (const peer of this.#peers) {
      const theirs = await blockOf(peer, height);
      if (peer.forkedAt !== undefined) {
        doubts.push(`the ledger of ${peer.name} differs since block ${peer.forkedAt}`);
      } else if (!block) doubts.push(`the ledger of ${this.#ours} has no whole block here`);
      else if (!theirs) doubts.push(`the ledger of ${peer.name} has no such block`);
      else if (!theirs.block) differences.push(`the ledger of ${peer.name} is damaged: ${theirs.problem}`);
      else {
        const found = difference(this.#ours, block, peer.name, theirs.block);
        if (!found) continue;
        differences.push(found.text);
        if (found.isFork) peer.forkedAt = height;
      }
    }
    const state = differences.length > 0 ? "failed" : doubts.length > 0 ? "unchecked" : "verified";
    const detail = [...differences, ...doubts].join("; ");
    return { check: "peer_agreement", state, height, ...(detail === "" ? {} : { detail }) };
  }

  async close(): Promise<void> {
    for (const { ledger } of this.#peers) await ledger.close();
  }
}

/** The peer's block at a height; undefined where its ledger has none, or cannot be read that far. */
async function blockOf(peer: Peer, height: number): Promise<LedgerBlock | undefined> {
  try {
    while (!peer.ahead || peer.ahead.height < height) {
      peer.ahead = await peer.ledger.next();
      if (!peer.ahead) return undefined;
    }
  } catch (error) {
    if (error instanceof CorruptDataError) return undefined;
    throw error;
  }
  return peer.ahead.height === height ? peer.ahead : undefined;
}

function difference(
  ourName: string,
  ours: FabricBlock,
  theirName: string,
  theirs: FabricBlock,
): { text: string; isFork: boolean } | undefined {
  const pair = (what: string, our: string, their: string): string =>
    `${what}: ${ourName} has ${our}, ${theirName} ${their}`;
  for (const [what, name] of [
    ["previous hash", "previousHash"],
    ["data hash", "dataHash"],
  ] as const) {
    if (!equalBytes(ours[name], theirs[name])) {
      return { text: pair(what, toHex(ours[name]), toHex(theirs[name])), isFork: true };
    }
  }
  const [ourCodes, theirCodes] = [ours, theirs].map(
    ({ metadata }) => metadata[MetadataIndex.transactionsFilter] ?? EMPTY,
  );
  const [ourHash, theirHash] = [ours, theirs].map(commitHashOf);
  if (ourCodes?.length && theirCodes?.length && !equalBytes(ourCodes, theirCodes)) {
    const at = ourCodes.findIndex((code, index) => code !== theirCodes[index]);
    const text = pair(`validation code of transaction ${at}`, String(ourCodes[at]), String(theirCodes[at] ?? "none"));
    return { text, isFork: true };
  }
  // An orderer's copy has neither codes nor a commit hash.
  if (ourHash?.length && theirHash?.length && !equalBytes(ourHash, theirHash)) {
    return { text: pair("commit hash", toHex(ourHash), toHex(theirHash)), isFork: true };
  }
  const count = Math.max(ours.data.length, theirs.data.length);
  for (let index = 0; index < count; index++) {
    if (equalBytes(ours.data[index] ?? EMPTY, theirs.data[index] ?? EMPTY)) continue;
    return { text: `envelope ${index} differs between ${ourName} and ${theirName}`, isFork: false };
  }
  return undefined;
}

function commitHashOf(block: FabricBlock): Uint8Array {
  try {
    return storedCommitHash(block.metadata);
  } catch (error) {
    if (error instanceof WireError) return EMPTY;
    throw error;
  }
}
