import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { FabricBlock } from "@ledgerscope/proof";
import { Attestations } from "./attestations.ts";
import { peerOrganisation, type RecordedLedger, readLedger } from "./recordedLedger.ts";

/** A node as it was recorded: how its copy of the ledger differs from the one that was recorded whole. */
export interface RecordedNode {
  readonly name: string;
  readonly kind: "peer" | "orderer";
  readonly mspId: string;
  /** Its copy of a block of the recorded ledger. */
  kept(block: FabricBlock): FabricBlock;
  /** Bytes of `TxPvtReadWriteSet` that a peer held of a block, by the place of the transaction. */
  privateData(number: number): readonly (readonly [number, Uint8Array])[];
  readonly attestations: Attestations | undefined;
}

export interface RecordedNetwork {
  readonly ledger: RecordedLedger;
  /** The MSP of the first peer: what a client is made a member of. */
  readonly mspId: string;
  /** Blocks that were there when recording began. */
  readonly firstHeard: number;
  /** Empty where the ledger alone was recorded. */
  readonly nodes: readonly RecordedNode[];
}

interface PeerLine {
  readonly block: number;
  readonly arrivedUs: number | null;
  readonly signatures: string;
  readonly privateData?: Readonly<Record<string, string>>;
}

interface OrdererLine {
  readonly block: number;
  readonly metadata: readonly string[];
}

/**
 * Reads a recording of `@ledgerscope/fabric-traffic` (its folder, format in that package's README), or a ledger
 * alone: a block file, a folder of them, or of fetched blocks.
 */
export async function readRecording(path: string): Promise<RecordedNetwork> {
  const description = join(path, "recording.json");
  if (!existsSync(description)) {
    const ledger = await readLedger(path);
    return { ledger, mspId: peerOrganisation(ledger.configs[0]), firstHeard: 1, nodes: [] };
  }
  const recording = JSON.parse(await readFile(description, "utf8")) as {
    readonly firstHeard: number;
    readonly nodes: readonly Pick<RecordedNode, "name" | "kind" | "mspId">[];
  };
  const ledger = await readLedger(await blockFileOf(path));
  const nodes: RecordedNode[] = [];
  let timesMs = ledger.timesMs;
  for (const node of recording.nodes) {
    if (node.kind === "orderer") {
      nodes.push(orderer(node, await lines<OrdererLine>(join(path, "orderers", `${node.name}.signatures.jsonl.gz`))));
      continue;
    }
    const blocks = await lines<PeerLine>(join(path, "peers", `${node.name}.jsonl.gz`));
    const isFirst = !nodes.some(({ kind }) => kind === "peer");
    // The first peer's copy is the one that was recorded whole, with the times at which its blocks came.
    if (isFirst) timesMs = arrivals(blocks, ledger.timesMs);
    const answers = join(path, "qscc.jsonl.gz");
    nodes.push(peer(node, blocks, isFirst, existsSync(answers) ? new Attestations(answers, node.name) : undefined));
  }
  const mspId = nodes.find(({ kind }) => kind === "peer")?.mspId ?? peerOrganisation(ledger.configs[0]);
  return { ledger: { ...ledger, timesMs }, mspId, firstHeard: recording.firstHeard, nodes };
}

/** What a peer adds to a block: validation codes, commit hash. */
const TRANSACTIONS_FILTER = 2;
const COMMIT_HASH = 4;

/** A block as an orderer keeps it: what peers add is not there. */
export function asOrdered(block: FabricBlock): FabricBlock {
  const isPeers = (index: number): boolean => index === TRANSACTIONS_FILTER || index === COMMIT_HASH;
  return { ...block, metadata: block.metadata.map((item, index) => (isPeers(index) ? new Uint8Array() : item)) };
}

function orderer(node: Pick<RecordedNode, "name" | "kind" | "mspId">, blocks: readonly OrdererLine[]): RecordedNode {
  const own = new Map(
    blocks.map(({ block, metadata }) => [block, metadata.map((item) => Buffer.from(item, "base64"))]),
  );
  return {
    ...node,
    kept: (block) => {
      const metadata = own.get(block.number);
      return metadata ? { ...block, metadata } : asOrdered(block);
    },
    privateData: () => [],
    attestations: undefined,
  };
}

function peer(
  node: Pick<RecordedNode, "name" | "kind" | "mspId">,
  blocks: readonly PeerLine[],
  isWhole: boolean,
  attestations: Attestations | undefined,
): RecordedNode {
  const own = new Map(blocks.map((line) => [line.block, line]));
  return {
    ...node,
    // Peers hold the same block with signatures of other orderers.
    kept: (block) => {
      const signatures = isWhole ? undefined : own.get(block.number)?.signatures;
      if (!signatures) return block;
      return { ...block, metadata: [Buffer.from(signatures, "base64"), ...block.metadata.slice(1)] };
    },
    privateData: (number) =>
      Object.entries(own.get(number)?.privateData ?? {}).map(
        ([place, bytes]) => [Number(place), Buffer.from(bytes, "base64")] as const,
      ),
    attestations,
  };
}

/** Where the recorder heard of a block, when; before that, the clients' times, which cannot be later. */
function arrivals(blocks: readonly PeerLine[], clientTimesMs: readonly number[]): readonly number[] {
  const heard = new Map(blocks.map(({ block, arrivedUs }) => [block, arrivedUs]));
  let last = 0;
  return clientTimesMs.map((time, number) => {
    const arrivedUs = heard.get(number);
    last = Math.max(last, arrivedUs ? arrivedUs / 1000 : time);
    return last;
  });
}

async function blockFileOf(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.startsWith("blockfile_"));
  if (name === undefined) throw new Error(`${folder}: no blockfile_000000 beside recording.json`);
  return join(folder, name);
}

async function lines<T>(path: string): Promise<T[]> {
  if (!existsSync(path)) return [];
  const text = gunzipSync(await readFile(path)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
