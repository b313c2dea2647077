import { operator } from "@ledgerscope/core";
import type { TxTrace } from "@ledgerscope/tracer-model";
import { trace, traces } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type RecordedNetwork,
  RecordedNetworks,
  type RecordingName,
  recordingFiles,
} from "./support/recordedNetwork.ts";
import { compareWithClients, type TraceTruth } from "./support/traceTruth.ts";

/** Also those recordings and ways of logging that take minutes, and the whole table on the terminal. */
const WHOLE_TABLE = process.env["LEDGERSCOPE_TRACE_TABLE"] === "1";

const LOGS = ["recorded", "info", "none"] as const;
type Logs = (typeof LOGS)[number];

let all: RecordedNetworks;
const networks = new Map<string, RecordedNetwork>();
const table: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  all = await RecordedNetworks.open();
});

afterAll(async () => {
  await all?.close();
  if (WHOLE_TABLE) console.table(table);
});

async function added(
  name: RecordingName,
  logs: Logs,
  changed: { node: string; seconds: number } | undefined = undefined,
) {
  const key = changed ? `${name}-${changed.node}` : `${name}-${logs}`;
  const held = networks.get(key);
  if (held) return held;
  const files = recordingFiles(name);
  if (!files) return undefined;
  const network = await all.add(files, {
    ...{ network: key, logs },
    ...(changed ? { changeLine: (line, node) => (node === changed.node ? shifted(line, changed.seconds) : line) } : {}),
  });
  networks.set(key, network);
  return network;
}

/** A line as a node writes it whose clock is ahead by whole seconds. */
const shifted = (line: string, seconds: number): string =>
  line.replace(/"(ts|grpc\.request_deadline)":(\d+)/g, (_, key, at) => `"${key}":${Number(at) + seconds}`);

const tracesOf = ({ network, channel, height }: RecordedNetwork): AsyncIterable<TxTrace> =>
  traces(all.warehouse, operator, { network, channel, from: 0, to: height });

const peersOf = ({ logs }: RecordedNetwork): string[] => Object.keys(logs).filter((node) => node.startsWith("peer"));

/** Clients of a gateway and clients without one are told apart: other lines tell of them. */
async function compare(network: RecordedNetwork): Promise<{ gateway: TraceTruth; direct: TraceTruth | undefined }> {
  const found: TxTrace[] = [];
  for await (const one of tracesOf(network)) found.push(one);
  const of = (clients: RecordedNetwork["clients"]) => compareWithClients(found, clients, peersOf(network));
  const direct = network.clients.filter(({ gateway }) => !gateway);
  return {
    gateway: await of(network.clients.filter(({ gateway }) => gateway)),
    direct: direct.length === 0 ? undefined : await of(direct),
  };
}

function note(name: string, { complete, unknown, edges, transactions }: TraceTruth): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  table[name] = {
    transactions: String(transactions),
    complete: percent(complete),
    unknown: percent(unknown),
    ...Object.fromEntries(
      Object.entries(edges).map(([edge, { median, medianAbsolute, within }]) => [
        edge,
        `${median.toFixed(1)} / ${medianAbsolute.toFixed(1)} ms, ${percent(within)}`,
      ]),
    ),
  };
}

const RECORDINGS: readonly { readonly name: RecordingName; readonly always: readonly Logs[] }[] = [
  { name: "fabric-bft", always: ["recorded"] },
  { name: "fabric-failures", always: ["recorded", "info", "none"] },
  { name: "fabric-relief-fund", always: [] },
  { name: "v2.5.4", always: [] },
];

describe.each(RECORDINGS.flatMap(({ name, always }) => (WHOLE_TABLE ? LOGS : always).map((logs) => ({ name, logs }))))(
  "times of $name, logs: $logs",
  ({ name, logs }) => {
    test("agree with what the clients noted, and what was not seen is named", async (context) => {
      const network = await added(name, logs);
      if (!network) return context.skip(`${name} is not on this machine`);
      const { gateway, direct } = await compare(network);
      note(`${name} ${logs}`, gateway);
      if (direct) note(`${name} ${logs}, fabric-network`, direct);
      for (const { missing } of [gateway, direct ?? gateway]) {
        expect(Object.entries(missing).filter(([, { unnamed }]) => unnamed > 0)).toEqual([]);
      }
      if (logs === "none") {
        expect(gateway.complete).toBe(0);
        return;
      }
      // Clients that send no deadlines (2.5.4) are known less exactly: a busy program's whole wait stays open.
      const exact = name !== "v2.5.4";
      for (const edge of ["endorsed", "submitted", "committed"] as const) {
        const { median, within } = gateway.edges[edge] ?? { median: Number.NaN, within: 0 };
        if (exact) expect(Math.abs(median), edge).toBeLessThanOrEqual(5);
        expect(within, edge).toBeGreaterThanOrEqual(edge === "committed" ? 0.95 : 0.99);
      }
      expect(gateway.unknown).toBeLessThan(0.1);
      if (logs === "recorded") {
        expect(gateway.complete).toBeGreaterThanOrEqual(0.99);
        if (direct) {
          expect(direct.complete).toBeGreaterThanOrEqual(0.99);
          expect(direct.unknown).toBeLessThan(0.1);
          expect(Math.abs(direct.edges.endorsed?.median ?? Number.NaN)).toBeLessThanOrEqual(5);
          expect(Math.abs(direct.edges.submitted?.median ?? Number.NaN)).toBeLessThanOrEqual(5);
        }
      }
    }, 300_000);
  },
);

describe("a trace", () => {
  test("is the same read alone or with those of its range", async () => {
    const network = (await added("fabric-failures", "recorded")) as RecordedNetwork;
    let seen = 0;
    for await (const one of tracesOf(network)) {
      if (seen++ % 40 !== 0 || one.height === undefined || one.txIndex === undefined) continue;
      const place = { height: one.height, txIndex: one.txIndex };
      expect(await trace(all.warehouse, operator, { id: one.id, network: network.network, place })).toEqual(one);
    }
    expect(seen).toBe(929);
  });
});

describe("a node whose log is seven seconds ahead", () => {
  test.each(["peer0.org1", "orderer2"])("is named by traces of what it took part in, no other is: %s", async (node) => {
    const network = (await added("fabric-failures", "recorded", { node, seconds: 7 })) as RecordedNetwork;
    const named: Record<string, number> = {};
    let compared = 0;
    for await (const { clocks = [] } of tracesOf(network)) {
      if (clocks.some((clock) => clock.node === node)) compared++;
      for (const { node: name, offsetNs } of clocks) {
        if (offsetNs > 3_000_000_000n || offsetNs < -3_000_000_000n) named[name] = (named[name] ?? 0) + 1;
      }
    }
    expect(compared).toBeGreaterThan(300);
    expect((named[node] ?? 0) / compared).toBeGreaterThan(0.9);
    const others = Object.entries(named).filter(([name]) => name !== node);
    expect(others.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(compared * 0.01);
  });
});
