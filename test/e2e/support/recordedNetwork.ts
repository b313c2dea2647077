import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { backfill } from "@ledgerscope/core";
import { evmSchema } from "@ledgerscope/evm";
import { fabric, fabricSchema } from "@ledgerscope/fabric";
import { type CollectSummary, collect } from "@ledgerscope/tracer-collector";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { createSink, openWarehouse, runPasses, type Warehouse } from "@ledgerscope/warehouse";
import { root } from "./cli.ts";

/** What a client saw of one submission, whichever program recorded it. Times are Unix milliseconds of its clock. */
export interface ClientTruth {
  readonly txId: string;
  /** What the submission was meant to provoke. */
  readonly intent: string;
  /** False for fabric-network, which asks endorsers and orderers itself. */
  readonly gateway: boolean;
  readonly chaincode: string;
  readonly function: string;
  readonly proposed: number;
  readonly endorsed?: number;
  /** When the envelope was sent, where that differs from `endorsed`. */
  readonly sent?: number;
  readonly submitted?: number;
  readonly committed?: number;
  /** Validation code and block, as the client's peer told it. */
  readonly code?: number;
  readonly block?: number;
  /** Every word of the error, where the submission failed without an outcome. */
  readonly error?: string;
}

/** A recorded Fabric network: its ledger, the logs of its nodes and what its clients saw. */
export interface FabricRecordingFiles {
  readonly name: RecordingName;
  readonly channel: string;
  /** Block file, packed or not; absolute. */
  readonly ledger: string;
  /** Packed logs by node: peers and orderers. */
  readonly logs: Readonly<Record<string, string>>;
  readonly clients: readonly ClientTruth[];
}

export type RecordingName = "fabric-bft" | "fabric-failures" | "fabric-relief-fund" | "v2.5.4" | "v1.4.12";

/** @returns undefined where the recording is not on this machine (those that are not part of the repository). */
export function recordingFiles(name: RecordingName): FabricRecordingFiles | undefined {
  if (name === "v2.5.4" || name === "v1.4.12") {
    const folder = path.join(root, "../shared/data/fabric", name);
    if (!existsSync(folder)) return undefined;
    const old = name === "v1.4.12";
    return {
      ...{ name, channel: old ? "ch14" : "mychannel" },
      ledger: path.join(folder, old ? "peer.blockfile_000000" : "peer0.org1.blockfile_000000.xz"),
      logs: logsIn(old ? folder : path.join(folder, "logs")),
      clients: readdirSync(folder)
        .filter((file) => file.startsWith("client-tx"))
        .sort()
        .flatMap((file) => readLines<OlderClient>(path.join(folder, file)))
        .map(fromOlder),
    };
  }
  const folder = path.join(root, "test/fixtures", name);
  const logs = logsIn(path.join(folder, "logs"));
  if (name === "fabric-bft") {
    return {
      ...{ name, logs, channel: "mychannel", ledger: path.join(folder, "peer1.blockfile_000000.xz") },
      clients: readLines<OlderClient>(path.join(folder, "client-tx.jsonl.xz")).map(fromOlder),
    };
  }
  const { channel } = JSON.parse(readFileSync(path.join(folder, "recording.json"), "utf8")) as { channel: string };
  return {
    ...{ name, logs, channel, ledger: path.join(folder, "blockfile_000000.xz") },
    clients: readLines<TrafficClient>(path.join(folder, "clients.jsonl.gz")).flatMap(fromTraffic),
  };
}

export interface AddOptions {
  /** Name of the network in the warehouse. @default the recording's name */
  readonly network?: string;
  /** `info`: as if the nodes had logged at info. @default "recorded" */
  readonly logs?: "recorded" | "info" | "none";
  /** Nodes whose logs are read. @default all */
  readonly nodes?: readonly string[];
  /** Changes lines before they are read, such as their times; undefined drops one. */
  readonly changeLine?: (line: string, node: string) => string | undefined;
  /** Work out what the passes prove, too. @default false */
  readonly passes?: boolean;
}

/** A ledger on disk holds no private data. */
const OF_LEDGERS = fabric.passes.filter(({ name }) => name !== "private_data");

/** A recording in a warehouse. */
export interface RecordedNetwork extends FabricRecordingFiles {
  readonly network: string;
  /** Height after the last block. */
  readonly height: number;
  readonly collected: CollectSummary;
}

/** A temporary warehouse for recordings. */
export class RecordedNetworks {
  readonly warehouse: Warehouse;
  readonly #folder: string;

  static async open(): Promise<RecordedNetworks> {
    const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-recorded-"));
    const warehouse = await openWarehouse({ path: path.join(folder, "warehouse") });
    await warehouse.migrate([fabricSchema, evmSchema, tracerSchema]);
    return new RecordedNetworks(folder, warehouse);
  }

  private constructor(folder: string, warehouse: Warehouse) {
    this.#folder = folder;
    this.warehouse = warehouse;
  }

  /** Indexes a recording's ledger and reads its logs. */
  async add(files: FabricRecordingFiles, options: AddOptions = {}): Promise<RecordedNetwork> {
    const network = options.network ?? files.name;
    const { channel } = files;
    const { warehouse } = this;
    const { signal } = new AbortController();
    const input = { family: "fabric", channel, ledger: files.ledger };
    const config = fabric.parseConfig(input, { network, baseDir: "/" });
    const source = await fabric.open(config);
    const sink = createSink(warehouse, { network, tables: fabricSchema.tables });
    const height = ((await source.head()).latest?.number ?? -1) + 1;
    await backfill(source, sink, { wanted: { from: 0, to: height }, signal });
    await source.close();
    if (options.passes) {
      await runPasses(warehouse, { network, tables: fabricSchema.tables, config, passes: OF_LEDGERS, signal });
    }
    const observe = { logs: this.#logsOf(files, network, options) };
    const collected = await collect({
      ...{ warehouse, network, channel, family: "fabric", observe, baseDir: "/", signal, follow: false },
    });
    return { ...files, network, height, collected };
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }

  #logsOf(files: FabricRecordingFiles, network: string, options: AddOptions): Record<string, string[]> {
    const { logs = "recorded", nodes, changeLine } = options;
    if (logs === "none") return {};
    const wanted = Object.entries(files.logs).filter(([node]) => nodes?.includes(node) ?? true);
    if (logs === "recorded" && !changeLine) return Object.fromEntries(wanted.map(([node, file]) => [node, [file]]));
    const folder = path.join(this.#folder, network);
    mkdirSync(folder);
    return Object.fromEntries(
      wanted.map(([node, file]) => {
        const lines = unpack(file)
          .split("\n")
          .filter((line) => logs === "recorded" || !line.startsWith('{"level":"debug"'))
          .flatMap((line) => (changeLine && line !== "" ? (changeLine(line, node) ?? []) : line));
        const changed = path.join(folder, `${node}.log`);
        writeFileSync(changed, lines.join("\n"));
        return [node, [changed]];
      }),
    );
  }
}

/** Logs of peers and orderers in a folder, by node; chaincodes log there as well. */
const logsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /^(?:peer|orderer).*\.log\.(?:xz|gz)$/.test(file))
      .sort()
      .map((file) => [file.replace(/\.log\.\w+$/, ""), path.join(folder, file)]),
  );

const unpack = (file: string): string =>
  file.endsWith(".xz")
    ? execFileSync("xz", ["-dc", file], { encoding: "utf8", maxBuffer: 1 << 29 })
    : gunzipSync(readFileSync(file)).toString("utf8");

const readLines = <T>(file: string): T[] =>
  unpack(file)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** A line of the recordings that a script made; times in milliseconds. */
interface OlderClient {
  readonly txid: string;
  readonly intent?: string;
  readonly cc: string;
  readonly fn: string;
  readonly t0: number;
  readonly endorsed?: number;
  readonly submitted?: number;
  readonly committed?: number;
  readonly code?: number;
  readonly block?: number;
  readonly msg?: string;
}

const fromOlder = ({ txid, intent, cc, fn, t0, msg, ...rest }: OlderClient): ClientTruth => ({
  ...{ txId: txid, intent: intent ?? fn, gateway: true, chaincode: cc, function: fn, proposed: t0 },
  ...pick(rest, ["endorsed", "submitted", "committed", "code", "block"]),
  ...(msg === undefined ? {} : { error: msg }),
});

/** A line that `fabric-traffic record` wrote; times in microseconds. */
interface TrafficClient {
  readonly txId?: string;
  readonly client: string;
  readonly intends: string;
  readonly chaincode: string;
  readonly function: string;
  readonly proposedUs?: number;
  readonly endorsedUs?: number;
  readonly sentUs?: number;
  readonly submittedUs?: number;
  readonly committedUs?: number;
  readonly code?: number;
  readonly block?: number;
  readonly failed?: { readonly message: string };
}

/** Submissions that failed before they had an id are left out. */
function fromTraffic(line: TrafficClient): ClientTruth[] {
  if (line.txId === undefined || line.proposedUs === undefined) return [];
  const ms = (us: number | undefined): number | undefined => (us === undefined ? undefined : us / 1_000);
  const times = {
    endorsed: ms(line.endorsedUs),
    sent: ms(line.sentUs),
    submitted: ms(line.submittedUs),
    committed: ms(line.committedUs),
  };
  return [
    {
      ...{ txId: line.txId, intent: line.intends, gateway: line.client === "fabric-gateway" },
      ...{ chaincode: line.chaincode, function: line.function, proposed: line.proposedUs / 1_000 },
      ...pick(times, ["endorsed", "sent", "submitted", "committed"]),
      ...pick(line, ["code", "block"]),
      ...(line.failed === undefined ? {} : { error: line.failed.message }),
    },
  ];
}

/** Those of the keys that have a value. */
function pick<T extends object, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
