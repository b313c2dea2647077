import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { z } from "zod";
import { channelOf } from "./decode/channelOf.ts";
import { BlockFormatError, parseBlock, splitFrame } from "./source/blockFile.ts";
import { parseFetchedBlock } from "./source/fetchedBlock.ts";
import { fetchedBlockFilesSync, ledgerFilesSync } from "./source/ledgerFiles.ts";

/** One peer's (or orderer's) copy of the ledger. */
export interface PeerLedger {
  readonly name: string;
  /** Absolute path, as `FabricConfig.ledger`. */
  readonly ledger: string;
}

export interface FabricConfig {
  readonly family: "fabric";
  /** Name of the network in the configuration. */
  readonly network: string;
  readonly channel: string;
  /**
   * Absolute path of a block file (`blockfile_000000`, also `.xz` or `.gz`), of a folder of them, of a block
   * that `peer channel fetch` wrote (`*.block`), or of a folder of those.
   */
  readonly ledger: string;
  /** All copies where several are configured; `ledger` is the first one's. */
  readonly peers?: readonly PeerLedger[];
  /** As written in the configuration: the collector's. */
  readonly observe: unknown;
}

const EXAMPLE =
  "for example { family: fabric, channel: mychannel, ledger: ./blockfile_000000, observe: { logs: { peer1: [./peer1.log] } } }";

const schema = z.strictObject({
  family: z.literal("fabric"),
  channel: z.string().min(1).optional(),
  ledger: z.union([
    z.string().min(1),
    z.record(z.string().min(1), z.string().min(1)).refine((peers) => Object.keys(peers).length > 0),
  ]),
  observe: z.unknown().optional(),
  recorded: z.boolean().optional(),
});

/**
 * The channel may be left out where the ledger is not compressed: its first block names it.
 * @throws ConfigError naming the key, with an example.
 */
export function parseFabricConfig(input: unknown, context: NetworkContext): FabricConfig {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = ["networks", context.network, ...(issue?.path ?? [])].join(".");
    const wanted = issue?.path[0] === "ledger" ? "a path, or one per peer as { peer1: path, peer2: path }" : undefined;
    throw new ConfigError(`${key}: ${wanted ?? issue?.message ?? "not understood"}; ${EXAMPLE}`);
  }
  const { ledger: given, channel, observe } = parsed.data;
  const peers = Object.entries(typeof given === "string" ? { ledger: given } : given).map(([name, ledger]) => ({
    name,
    ledger: path.resolve(context.baseDir, ledger),
  }));
  const ledger = (peers[0] as PeerLedger).ledger;
  return {
    family: "fabric",
    network: context.network,
    channel: channel ?? readChannel(ledger, context.network),
    ledger,
    ...(typeof given === "string" ? {} : { peers }),
    observe,
  };
}

/** Enough for the first block, which is a configuration. */
const FIRST_BLOCK_BYTES = 8 << 20;

function readChannel(ledger: string, network: string): string {
  const key = `networks.${network}.channel`;
  const blockFile = ledgerFilesSync(ledger)[0];
  const first = blockFile ?? fetchedBlockFilesSync(ledger)[0];
  if (!first) throw new ConfigError(`networks.${network}.ledger: no block file at ${ledger}; ${EXAMPLE}`);
  if (/\.(xz|gz)$/.test(first)) {
    throw new ConfigError(`${key}: name the channel, as the ledger is compressed; ${EXAMPLE}`);
  }
  const bytes = readStart(first);
  try {
    const frame = blockFile ? splitFrame(bytes) : bytes;
    const channel = frame && channelOf(blockFile ? parseBlock(frame) : parseFetchedBlock(frame));
    if (channel) return channel;
  } catch (error) {
    if (!(error instanceof BlockFormatError)) throw error;
  }
  throw new ConfigError(`${key}: the first block of ${first} names no channel; write it, ${EXAMPLE}`);
}

function readStart(file: string): Uint8Array {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(FIRST_BLOCK_BYTES);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
