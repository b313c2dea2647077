import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { Check, QuarantinedBlock } from "@ledgerscope/core";
import xz from "xz-decompress";
import type { LedgerConfig } from "../config.ts";
import { type KeptRows, noRows } from "../decode/rows.ts";
import { BatchBuilder } from "../source/batchBuilder.ts";
import { diskLedgers } from "../source/diskLedgers.ts";
import { type FabricSource, fabricSource } from "../source/fabricSource.ts";
import type { LedgerBlock } from "../source/ledger.ts";
import { LedgerReader } from "../source/ledgerReader.ts";
import { LedgerWalk } from "../source/ledgerWalk.ts";

const root = path.resolve(import.meta.dirname, "../../../..");

export const fixture = path.join(root, "test/fixtures/fabric-bft");
export const fixtureLedger = path.join(fixture, "peer1.blockfile_000000.xz");

/** Recordings that are too large for the repository lie beside the checkout, where there are any. */
export const sharedRecordings = path.join(root, "../shared/data/fabric");
export const hasSharedRecordings = existsSync(sharedRecordings);

export async function readXz(file: string): Promise<Buffer> {
  const web = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const chunks: Uint8Array[] = [];
  for await (const chunk of new xz.XzReadableStream(web) as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks);
}

export async function readJsonFile(file: string): Promise<unknown> {
  return JSON.parse((file.endsWith(".xz") ? await readXz(file) : await readFile(file)).toString("utf8"));
}

export const configOf = (ledger: string, channel = "mychannel"): LedgerConfig => ({
  family: "fabric",
  network: "recorded",
  channel,
  ledger,
  observe: undefined,
});

export const diskSource = (config: LedgerConfig): FabricSource => fabricSource(config, diskLedgers(config));

export interface DecodedLedger {
  readonly blocks: readonly LedgerBlock[];
  readonly rows: KeptRows;
  readonly checks: readonly Check[];
  readonly quarantined: readonly QuarantinedBlock[];
}

/** A whole ledger, verified and decoded as when it is indexed, with its rows in memory. */
export async function decodeLedger(config: LedgerConfig): Promise<DecodedLedger> {
  const reader = new LedgerReader(config.ledger);
  const rows = noRows();
  const batch = new BatchBuilder({ rows, take: () => [] });
  const walk = new LedgerWalk(config, 0);
  const blocks: LedgerBlock[] = [];
  for (let found = await reader.next(); found; found = await reader.next()) {
    blocks.push(found);
    await walk.add(found, batch);
  }
  await reader.close();
  const { checks, quarantined } = batch.take();
  return { blocks, rows, checks, quarantined };
}

export const text = (value: string | Uint8Array): string =>
  typeof value === "string" ? value : Buffer.from(value).toString("utf8");

export const base64 = (value: string | Uint8Array): string => Buffer.from(value as Uint8Array).toString("base64");

export const hex = (value: string | Uint8Array): string => Buffer.from(value as Uint8Array).toString("hex");
