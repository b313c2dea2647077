import { setTimeout as sleep } from "node:timers/promises";
import { type Check, LedgerscopeError } from "@ledgerscope/core";
import { equalBytes, type FabricBlock } from "@ledgerscope/proof";
import type { PeerLedger } from "../config.ts";
import { channelOf } from "../decode/channelOf.ts";
import { blockDifference } from "./blockDifference.ts";
import type { Ledger, LedgerBlock } from "./ledger.ts";
import { openLedger } from "./openLedger.ts";

const EMPTY = new Uint8Array(0);

/** How long a ledger that ends within a block is given to grow, in milliseconds: its peer may be writing. */
const GROW_MS = 250;

interface Peer extends PeerLedger {
  /** Undefined where it cannot be compared: `unusable` says why. */
  open: Ledger | undefined;
  unusable: string | undefined;
  /** Read, and not compared yet. */
  ahead: LedgerBlock | undefined;
  /** Height from which on it differs in what every later block rests upon. */
  forkedAt: number | undefined;
  /** What is wrong behind its last whole block, once it was told of. */
  damage: string | undefined;
}

/**
 * Compares blocks with those of other peers' ledgers, height by height: header, envelopes, validation codes,
 * and the commit hash, which covers all codes and writes up to there. So a fork is found at its first block.
 * A ledger that is not there, or is none of this channel, leaves blocks unchecked.
 */
export class PeerComparison {
  readonly #ours: string;
  readonly #channel: string;
  readonly #peers: readonly Peer[];

  /** @param ours name of the peer whose blocks are given to `check`. */
  constructor(ours: string, others: readonly PeerLedger[], channel: string) {
    this.#ours = ours;
    this.#channel = channel;
    this.#peers = others.map((peer) => ({
      ...peer,
      open: undefined,
      unusable: undefined,
      ahead: undefined,
      forkedAt: undefined,
      damage: undefined,
    }));
  }

  /** Moves before the first height that will be checked. */
  async seek(height: number): Promise<void> {
    for (const peer of this.#peers) {
      peer.ahead = undefined;
      peer.damage = undefined;
      try {
        peer.open ??= openLedger(peer.ledger);
        await peer.open.seek(0);
        const first = await peer.open.next();
        const channel = first?.block && channelOf(first.block);
        if (!first && peer.open.tail) peer.unusable = peer.open.tail;
        else if (channel && channel !== this.#channel) peer.unusable = `it is of channel "${channel}"`;
        else await peer.open.seek(height);
      } catch (error) {
        peer.unusable = reasonOf(error);
      }
    }
  }

  /** The check `peer_agreement` of one block; heights ascend. Failed where any of the peers differs. */
  async check(height: number, block: FabricBlock | undefined): Promise<Check> {
    const differences: string[] = [];
    const doubts: string[] = [];
    for (const peer of this.#peers) {
      const { name } = peer;
      const known = peer.damage;
      const theirs = await blockOf(peer, height);
      if (peer.unusable !== undefined) doubts.push(`the ledger of ${name} cannot be compared: ${peer.unusable}`);
      else if (peer.forkedAt !== undefined) doubts.push(`the ledger of ${name} differs since block ${peer.forkedAt}`);
      else if (!theirs && peer.damage !== undefined) {
        (known === undefined ? differences : doubts).push(`the ledger of ${name} is damaged: ${peer.damage}`);
      } else if (!block) doubts.push(`the ledger of ${this.#ours} has no whole block here`);
      else if (!theirs) doubts.push(`the ledger of ${name} has no such block`);
      else if (!theirs.block) differences.push(`the ledger of ${name} is damaged: ${theirs.problem}`);
      else {
        const found = difference(this.#ours, block, name, theirs.block);
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
    for (const { open } of this.#peers) await open?.close();
  }
}

/** The peer's block at a height; undefined where its ledger has none, or cannot be read that far: then with its damage. */
async function blockOf(peer: Peer, height: number): Promise<LedgerBlock | undefined> {
  const { open } = peer;
  if (!open || peer.unusable !== undefined) return undefined;
  try {
    while (!peer.ahead || peer.ahead.height < height) {
      let next = await open.next();
      if (!next && open.tail !== undefined && open.tail !== peer.damage) {
        await sleep(GROW_MS);
        next = await open.next();
      }
      peer.ahead = next;
      peer.damage = next ? undefined : open.tail;
      if (!next) return undefined;
    }
  } catch (error) {
    peer.ahead = undefined;
    peer.damage = reasonOf(error);
    return undefined;
  }
  return peer.ahead.height === height ? peer.ahead : undefined;
}

/** What this program, or the system, says of a file that cannot be read. @throws any other error. */
function reasonOf(error: unknown): string {
  const isOfFile = error instanceof LedgerscopeError || (error as NodeJS.ErrnoException).syscall !== undefined;
  if (!isOfFile) throw error;
  return (error as Error).message;
}

function difference(
  ourName: string,
  ours: FabricBlock,
  theirName: string,
  theirs: FabricBlock,
): { text: string; isFork: boolean } | undefined {
  const fork = blockDifference(ourName, ours, theirName, theirs);
  if (fork) return { text: fork.text, isFork: true };
  const count = Math.max(ours.data.length, theirs.data.length);
  for (let index = 0; index < count; index++) {
    if (equalBytes(ours.data[index] ?? EMPTY, theirs.data[index] ?? EMPTY)) continue;
    return { text: `envelope ${index} differs between ${ourName} and ${theirName}`, isFork: false };
  }
  return undefined;
}
