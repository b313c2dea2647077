import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  type Attestation,
  type OrdererBlock,
  type PeerBlock,
  type Recording,
  readRecordedLines,
  type Seen,
} from "@ledgerscope/fabric-traffic";

/** A recording of `fabric-traffic`, read whole. */
export interface RecordedRun {
  readonly folder: string;
  readonly recording: Recording;
  readonly clients: readonly Seen[];
  /** Blocks of each peer and orderer, by its name. */
  readonly peers: ReadonlyMap<string, readonly PeerBlock[]>;
  readonly orderers: ReadonlyMap<string, readonly OrdererBlock[]>;
  readonly attestations: readonly Attestation[];
}

export async function readRun(folder: string): Promise<RecordedRun> {
  const recording = JSON.parse(await readFile(path.join(folder, "recording.json"), "utf8")) as Recording;
  const names = (kind: string): string[] =>
    recording.nodes.filter((node) => node.kind === kind).map(({ name }) => name);
  const byName = async <T>(kind: string, file: (name: string) => string): Promise<Map<string, T[]>> =>
    new Map(
      await Promise.all(
        names(kind).map(async (name) => [name, await readRecordedLines<T>(folder, file(name))] as const),
      ),
    );
  return {
    folder,
    recording,
    clients: await readRecordedLines<Seen>(folder, "clients.jsonl.gz"),
    peers: await byName<PeerBlock>("peer", (name) => `peers/${name}.jsonl.gz`),
    orderers: await byName<OrdererBlock>("orderer", (name) => `orderers/${name}.signatures.jsonl.gz`),
    attestations: await readRecordedLines<Attestation>(folder, "qscc.jsonl.gz"),
  };
}
