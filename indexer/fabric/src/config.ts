import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { z } from "zod";
import { channelOf } from "./decode/channelOf.ts";
import { splitFrame } from "./source/blockFile.ts";
import { ledgerFilesSync } from "./source/ledgerFiles.ts";

export interface FabricConfig {
  readonly family: "fabric";
  /** Name of the network in the configuration. */
  readonly network: string;
  readonly channel: string;
  /** Absolute path of a block file (`blockfile_000000`, also `.xz` or `.gz`), or of a folder of them. */
  readonly ledger: string;
  /** As written in the configuration: the collector's. */
  readonly observe: unknown;
}

const EXAMPLE =
  "for example { family: fabric, channel: mychannel, ledger: ./blockfile_000000, observe: { logs: { peer1: [./peer1.log] } } }";

const schema = z.strictObject({
  family: z.literal("fabric"),
  channel: z.string().min(1).optional(),
  ledger: z.string().min(1),
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
    throw new ConfigError(`${key}: ${issue?.message ?? "not understood"}; ${EXAMPLE}`);
  }
  const ledger = path.resolve(context.baseDir, parsed.data.ledger);
  return {
    family: "fabric",
    network: context.network,
    channel: parsed.data.channel ?? readChannel(ledger, context.network),
    ledger,
    observe: parsed.data.observe,
  };
}

/** Enough for the first block, which is a configuration. */
const FIRST_BLOCK_BYTES = 8 << 20;

function readChannel(ledger: string, network: string): string {
  const key = `networks.${network}.channel`;
  const first = ledgerFilesSync(ledger)[0];
  if (!first) throw new ConfigError(`networks.${network}.ledger: no block file at ${ledger}; ${EXAMPLE}`);
  if (/\.(xz|gz)$/.test(first)) {
    throw new ConfigError(`${key}: name the channel, as the ledger is compressed; ${EXAMPLE}`);
  }
  const descriptor = openSync(first, "r");
  try {
    const bytes = Buffer.alloc(FIRST_BLOCK_BYTES);
    const frame = splitFrame(bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0)));
    const channel = frame && channelOf(frame);
    if (!channel) throw new ConfigError(`${key}: the first block of ${first} names no channel; write it, ${EXAMPLE}`);
    return channel;
  } finally {
    closeSync(descriptor);
  }
}
