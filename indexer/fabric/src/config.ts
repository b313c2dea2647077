import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { z } from "zod";
import { channelOf } from "./decode/channelOf.ts";
import type { LiveConfig } from "./deliver/liveConfig.ts";
import { LIVE_EXAMPLE, liveKeys, parseLiveConfig } from "./deliver/parseLiveConfig.ts";
import { BlockFormatError, parseBlock, splitFrame } from "./source/blockFile.ts";
import { parseFetchedBlock } from "./source/fetchedBlock.ts";
import { fetchedBlockFilesSync, ledgerFilesSync } from "./source/ledgerFiles.ts";

/** One peer's (or orderer's) copy of the ledger. */
export interface PeerLedger {
  readonly name: string;
  /**
   * Absolute path of a block file (`blockfile_000000`, also `.xz` or `.gz`), of a folder of them, of a block
   * that `peer channel fetch` wrote (`*.block`), or of a folder of those.
   */
  readonly ledger: string;
}

interface NetworkConfig {
  readonly family: "fabric";
  /** Name of the network in the configuration. */
  readonly network: string;
  readonly channel: string;
  /** As written in the configuration: the collector's. */
  readonly observe: unknown;
}

/** A ledger on disk. */
export interface LedgerConfig extends NetworkConfig {
  /** As `PeerLedger.ledger`. */
  readonly ledger: string;
  /** All copies where several are configured; `ledger` is the first one's. */
  readonly peers?: readonly PeerLedger[];
}

/** A running network. */
export interface LiveNetworkConfig extends NetworkConfig {
  readonly live: LiveConfig;
}

export type FabricConfig = LedgerConfig | LiveNetworkConfig;

const LEDGER_EXAMPLE =
  "for example { family: fabric, channel: mychannel, ledger: ./blockfile_000000, observe: { logs: { peer1: [./peer1.log] } } }";

const name = z.string().min(1);

const schema = z.strictObject({
  family: z.literal("fabric"),
  channel: name.optional(),
  ledger: z.union([name, z.record(name, name).refine((peers) => Object.keys(peers).length > 0)]).optional(),
  ...liveKeys,
  observe: z.unknown().optional(),
  recorded: z.boolean().optional(),
  replayed: z.boolean().optional(),
});

/**
 * The channel may be left out where the ledger is not compressed, as its first block names it, and where a
 * connection profile names one.
 * @throws ConfigError naming the key, with an example.
 */
export function parseFabricConfig(input: unknown, context: NetworkContext): FabricConfig {
  const { network } = context;
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = ["networks", network, ...(issue?.path ?? [])].join(".");
    const isLedger = issue?.path[0] === "ledger";
    const wanted = isLedger ? "a path, or one per peer as { peer1: path, peer2: path }" : undefined;
    const isLive = typeof input === "object" && input !== null && !("ledger" in input);
    throw new ConfigError(
      `${key}: ${wanted ?? issue?.message ?? "not understood"}; ${isLive ? LIVE_EXAMPLE : LEDGER_EXAMPLE}`,
    );
  }
  const {
    ledger: given,
    channel,
    observe,
    family: _family,
    recorded: _recorded,
    replayed: _replayed,
    ...keys
  } = parsed.data;
  if (given === undefined) {
    const { live, channels } = parseLiveConfig(keys, context);
    return { family: "fabric", network, channel: channel ?? onlyChannel(channels, network), live, observe };
  }
  const other = Object.entries(keys).find(([, value]) => value !== undefined)?.[0];
  if (other !== undefined) {
    throw new ConfigError(
      `networks.${network}.${other}: a network is read from its ledger on disk (ledger:) or from its nodes ` +
        "(profile:, peers:, orderers:), not from both: take one away, or make two networks of it",
    );
  }
  const peers = Object.entries(typeof given === "string" ? { ledger: given } : given).map(([name, ledger]) => ({
    name,
    ledger: path.resolve(context.baseDir, ledger),
  }));
  const ledger = (peers[0] as PeerLedger).ledger;
  return {
    family: "fabric",
    network,
    channel: channel ?? readChannel(ledger, network),
    ledger,
    ...(typeof given === "string" ? {} : { peers }),
    observe,
  };
}

function onlyChannel(channels: readonly string[], network: string): string {
  const [only] = channels;
  if (only !== undefined && channels.length === 1) return only;
  const which = channels.length > 1 ? `: the connection profile has ${channels.join(", ")}` : "";
  throw new ConfigError(`networks.${network}.channel: name the channel${which}; ${LIVE_EXAMPLE}`);
}

/** Enough for the first block, which is a configuration. */
const FIRST_BLOCK_BYTES = 8 << 20;

function readChannel(ledger: string, network: string): string {
  const key = `networks.${network}.channel`;
  const blockFile = ledgerFilesSync(ledger)[0];
  const first = blockFile ?? fetchedBlockFilesSync(ledger)[0];
  if (!first) throw new ConfigError(`networks.${network}.ledger: no block file at ${ledger}; ${LEDGER_EXAMPLE}`);
  if (/\.(xz|gz)$/.test(first)) {
    throw new ConfigError(`${key}: name the channel, as the ledger is compressed; ${LEDGER_EXAMPLE}`);
  }
  const bytes = readStart(first);
  try {
    const frame = blockFile ? splitFrame(bytes) : bytes;
    const channel = frame && channelOf(blockFile ? parseBlock(frame) : parseFetchedBlock(frame));
    if (channel) return channel;
  } catch (error) {
    if (!(error instanceof BlockFormatError)) throw error;
  }
  throw new ConfigError(`${key}: the first block of ${first} names no channel; write it, ${LEDGER_EXAMPLE}`);
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
