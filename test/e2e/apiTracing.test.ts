import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { explain, writeFacts } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { type GraphqlResult, PrivateApi } from "./support/privateApi.ts";
import { type FabricRecordingFiles, RecordedNetworks, recordingFiles } from "./support/recordedNetwork.ts";

const network = "failures";
const channel = "mychannel";
/** From where on one peer's commit hashes are made to differ, in the network `forked`. */
const FORK = 50;

const viewers = {
  all: { name: "operator", networks: "*", channels: "*", roles: ["operator"] },
  elsewhere: { name: "elsewhere", networks: "*", channels: ["another"], roles: [] },
  forked: { name: "forked", networks: ["forked"], channels: "*", roles: [] },
} as const;

/** Validation codes on the ledger, from the recording's README. */
const onLedger = { mvcc_read_conflict: 73, phantom_read_conflict: 33, endorsement_policy_failure: 40 };

/** What was done to the network, by the program that did it; Unix microseconds. */
interface Fault {
  readonly kind: string;
  readonly target: string;
  readonly startUs: number;
  readonly endUs: number;
}
const faults = gunzipSync(readFileSync(path.join(root, "test/fixtures/fabric-failures/faults.jsonl.gz")))
  .toString("utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Fault);

/** Of values in any order, the one that `share` of them do not exceed. */
function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor(share * (ordered.length - 1))] ?? Number.NaN;
}

const sum = (counts: readonly (number | string)[]): number => counts.reduce<number>((all, one) => all + Number(one), 0);

interface Row {
  readonly hash: string;
  readonly height: number | null;
  readonly txIndex: number | null;
  readonly time: string;
  readonly durationNs: string;
  readonly status: string;
  readonly chaincode: string;
  readonly function: string;
  readonly findings: readonly { readonly kind: string; readonly code: string }[];
}

describeWith("xz", "a recorded network at a glance", () => {
  let networks: RecordedNetworks;
  let api: PrivateApi;

  /** The fields of the network's glance, as the operator sees them. */
  const glance = async (fields: string, of = network): Promise<NonNullable<GraphqlResult["data"]>> =>
    (await api.data(`query ($name: String!) { network(name: $name) { glance { ${fields} } } }`, { name: of }, "all"))
      .network.glance;

  const tracesQuery = (name: string): string => `query ($after: String, $order: TraceOrder, $filter: TraceFilter) {
    network(name: "${name}") { glance { traces(first: 100, after: $after, order: $order, filter: $filter) {
      edges { cursor node { hash height txIndex time durationNs status chaincode function findings { kind code } } }
      pageInfo { hasNextPage endCursor } } } } }`;

  const traces = (variables: object): Promise<Row[]> =>
    api.pages<Row>(tracesQuery(network), variables, (data) => data.network.glance.traces, "all");

  beforeAll(async () => {
    networks = await RecordedNetworks.open();
    const files = recordingFiles("fabric-failures") as FabricRecordingFiles;
    await networks.add(files, { network });
    await explain(networks.warehouse, { network, channel, family: "fabric" });
    await networks.add(files, {
      network: "forked",
      nodes: ["peer0.org1", "peer0.org2"],
      changeLine: (line, node) => {
        const height = /Committed block \[(\d+)\]/.exec(line)?.[1];
        if (height === undefined) return undefined;
        return node === "peer0.org2" && Number(height) >= FORK
          ? line.replace(/commitHash=\[..\w/, "commitHash=[000")
          : line;
      },
    });
    const recorded = { family: "fabric", recorded: true, channel };
    api = PrivateApi.over(networks.warehouse, { [network]: recorded, forked: recorded, empty: recorded }, viewers);
  }, 240_000);
  afterAll(async () => {
    await api?.close();
    await networks?.close();
  });

  test("failures count as the ledger counts them, over time as well", async () => {
    const { reasons, chaincodes, subCauses } = await glance(
      "reasons: failures { name title(lang: zh) count } chaincodes: failures(by: chaincode) { count } subCauses: failures(by: subCause) { count }",
    );
    const counted = Object.fromEntries(
      reasons.map(({ name, count }: { name: string; count: string }) => [name, Number(count)]),
    );
    expect(counted).toMatchObject(onLedger);
    const total = sum(Object.values(counted) as number[]);
    const counts = (rows: { count: string }[]): string[] => rows.map(({ count }) => count);
    expect(sum(counts(chaincodes))).toBe(total);
    expect(sum(counts(subCauses))).toBe(total);
    for (const buckets of [1, 7, 48]) {
      const { failuresOverTime } = await glance(
        `failuresOverTime(buckets: ${buckets}) { from to reasons { reason count } }`,
      );
      expect(failuresOverTime).toHaveLength(buckets);
      const all = failuresOverTime.flatMap(
        (bucket: { reasons: { reason: string; count: number }[] }) => bucket.reasons,
      );
      for (const [reason, count] of Object.entries(counted)) {
        const ofReason = all.filter((one: { reason: string }) => one.reason === reason);
        expect(sum(ofReason.map((one: { count: number }) => one.count)), `${reason} in ${buckets}`).toBe(count);
      }
      for (const [index, bucket] of failuresOverTime.entries()) {
        if (index > 0) expect(bucket.from).toBe(failuresOverTime[index - 1].to);
      }
    }
  });

  test("every transaction comes once in either order, page by page, those without a block too", async () => {
    const stored = await networks.warehouse.query<{ tx_id: string; tx_index: number | null }>(
      "SELECT tx_id, tx_index FROM store.trace_summaries WHERE network = {network:String}",
      { network },
    );
    const keyOf = ({ hash, txIndex }: { hash: string; txIndex: number | null }): string => `${hash} ${txIndex}`;
    const expected = stored.map(({ tx_id, tx_index }) => keyOf({ hash: tx_id, txIndex: tx_index })).sort();
    const slowest = await traces({ order: "slowest" });
    expect(slowest.map(keyOf).sort()).toEqual(expected);
    expect(slowest.map(({ durationNs }) => Number(durationNs))).toEqual(
      slowest.map(({ durationNs }) => Number(durationNs)).toSorted((a, b) => b - a),
    );
    const newest = await traces({ order: "newest" });
    expect(newest.map(keyOf).sort()).toEqual(expected);
    expect(newest.map(({ time }) => time)).toEqual(
      newest
        .map(({ time }) => time)
        .toSorted()
        .reverse(),
    );
    expect(slowest.some(({ height }) => height === null)).toBe(true);
    // 929 envelopes, of which the configuration's own have no id.
    expect(slowest.filter(({ height }) => height !== null).length).toBeGreaterThan(920);
  });

  test("a filter holds what the whole list says of itself", async () => {
    const all = await traces({ order: "newest" });
    const hashes = (rows: readonly Row[]): string[] => rows.map(({ hash }) => hash);
    const cases: readonly (readonly [object, (row: Row) => boolean])[] = [
      [{ statuses: ["failed"] }, ({ status }) => status === "failed"],
      [{ statuses: ["not_endorsed", "not_ordered"] }, ({ status }) => /^not_/.test(status)],
      [{ chaincode: "bench2", function: "put" }, (row) => row.chaincode === "bench2" && row.function === "put"],
      [{ minDurationNs: 5e9 }, ({ durationNs }) => Number(durationNs) >= 5e9],
      [
        { code: "mvcc_read_conflict", kind: "failure" },
        ({ findings }) => findings.some(({ kind, code }) => kind === "failure" && code === "mvcc_read_conflict"),
      ],
      [{ chaincode: "'; DROP TABLE store.diagnoses; --" }, () => false],
    ];
    for (const [filter, holds] of cases) {
      expect(hashes(await traces({ order: "newest", filter })), JSON.stringify(filter)).toEqual(
        hashes(all.filter(holds)),
      );
    }
  });

  test("a cursor of another filter, order or network is refused, and so is a time that is none", async () => {
    const codes = async (query: string): Promise<(string | undefined)[]> =>
      ((await api.ask(query, {}, "all")).errors ?? []).map(({ extensions }) => extensions.code);
    const { traces: page } = await glance("traces(first: 1) { pageInfo { endCursor } }");
    const list = (name: string, args: string): string =>
      `{ network(name: "${name}") { glance { traces(first: 1, after: "${page.pageInfo.endCursor}"${args}) { pageInfo { hasNextPage } } } } }`;
    expect(await codes(list(network, ""))).toEqual([]);
    expect(await codes(list(network, ", order: newest"))).toEqual(["BAD_CURSOR"]);
    expect(await codes(list(network, `, filter: { chaincode: "bench" }`))).toEqual(["BAD_CURSOR"]);
    expect(await codes(list("forked", ""))).toEqual(["BAD_CURSOR"]);
    const between = (from: string, to: string): string =>
      `{ network(name: "${network}") { glance(from: "${from}", to: "${to}") { from } } }`;
    expect(await codes(between("2026-11-21T19:33:00Z", "2026-11-21T19:34:00+00:00"))).toEqual([]);
    expect(await codes(between("2026-11-21T19:33:00Z", "2026-11-21T19:33:00Z"))).toEqual(["BAD_INPUT"]);
    expect(await codes(between("yesterday", "2026-11-21T19:33:00Z"))).toEqual(["BAD_INPUT"]);
  });

  test("latencies are the percentiles of the transactions' own spans, however they are grouped", async () => {
    const rows = await networks.warehouse.query<{ stage: string; node: string; ns: string }>(
      `SELECT stage, node, toString(ns) AS ns FROM store.trace_summaries
       ARRAY JOIN stages.stage AS stage, stages.node AS node, stages.duration_ns AS ns WHERE network = {network:String}`,
      { network },
    );
    for (const by of ["network", "node"] as const) {
      const { stageLatencies } = await glance(`stageLatencies(by: ${by}) { stage name count p50Ns p95Ns p99Ns maxNs }`);
      expect(sum(stageLatencies.map(({ count }: { count: string }) => count))).toBe(rows.length);
      for (const { stage, name, count, p50Ns, p95Ns, maxNs } of stageLatencies) {
        const own = rows
          .filter((row) => row.stage === stage && (by === "network" || row.node === name))
          .map(({ ns }) => Number(ns));
        expect(own, `${stage} ${name}`).toHaveLength(Number(count));
        expect(maxNs).toBe(Math.max(...own));
        // A digest may answer with a neighbour of the exact one.
        for (const [share, found] of [
          [0.5, p50Ns],
          [0.95, p95Ns],
        ] as const) {
          expect(found, `${stage} ${name} p${share}`).toBeGreaterThanOrEqual(quantile(own, share - 0.02) * 0.98);
          expect(found, `${stage} ${name} p${share}`).toBeLessThanOrEqual(quantile(own, share + 0.02) * 1.02);
        }
      }
    }
  });

  test("the service map knows who is a client, and by whose gateway it works", async () => {
    const { serviceMap } = await glance("serviceMap { kind source fromClient target calls errors p50Ns p95Ns }");
    interface Edge {
      readonly kind: string;
      readonly source: string;
      readonly fromClient: boolean;
      readonly target: string;
      readonly calls: string;
      readonly errors: string;
    }
    const edges = serviceMap as Edge[];
    const of = (kind: string): Edge[] => edges.filter((edge) => edge.kind === kind);
    const nodes = (names: readonly string[]): string[] => [...new Set(names)].sort();
    const [peers, orderers] = [
      ["peer0.org1", "peer0.org2", "peer0.org3"],
      ["orderer1", "orderer2", "orderer3"],
    ];
    expect(nodes(of("endorse").map(({ target }) => target))).toEqual(peers);
    expect(nodes(of("disseminate").map(({ target }) => target))).toEqual(peers);
    expect(nodes(of("broadcast").map(({ target }) => target))).toEqual(orderers);
    expect(of("request").every(({ fromClient }) => fromClient)).toBe(true);
    // Half of the clients work without a gateway: they call endorsers and orderers themselves.
    expect(of("endorse").some(({ fromClient }) => fromClient)).toBe(true);
    expect(of("endorse").some(({ fromClient }) => !fromClient)).toBe(true);
    // Each client's gateway is its own organisation's peer, as the recording was made.
    for (const { source, target } of of("submit")) {
      if (source !== "") expect(target).toBe(`peer0.${source.toLowerCase().replace("msp", "")}`);
    }
    expect(edges.every(({ calls, errors }) => Number(calls) > 0 && Number(errors) <= Number(calls))).toBe(true);
  });

  test("leaders change when the leader was killed, and each term names its node", async () => {
    const { leaderChanges } = await glance("leaderChanges { consensus number leaderNode first nodes }");
    const killed = faults.filter(({ kind, target }) => kind === "kill" && target.startsWith("orderer"));
    expect(killed.map(({ target }) => target)).toEqual(["orderer2", "orderer1"]);
    const led = leaderChanges.filter(({ leaderNode }: { leaderNode: string | null }) => leaderNode !== null).reverse();
    expect(led.map(({ leaderNode }: { leaderNode: string }) => leaderNode)).toEqual([
      "orderer2",
      "orderer1",
      "orderer2",
    ]);
    for (const [index, { startUs }] of killed.entries()) {
      const after = Date.parse(led[index + 1].first) - startUs / 1000;
      expect(after).toBeGreaterThan(0);
      expect(after).toBeLessThan(10_000);
    }
  });

  test("the peer that was stopped is behind the others, and all of them have the same state", async () => {
    const { commitLag, commitLagOverBlocks, forkCheck, networkFindings } = await glance(
      `commitLag { node clock blocks missing p50Ns maxNs } commitLagOverBlocks(points: 20) { node fromHeight toHeight p95Ns }
       forkCheck { compared differing first { height } } networkFindings { laggards { node fromHeight toHeight } }`,
    );
    const paused = faults.find(({ kind }) => kind === "pause") as Fault;
    const stopped = commitLag.find(({ node }: { node: string }) => node === paused.target);
    expect(stopped).toMatchObject({ clock: "nodes", missing: "0" });
    expect(stopped.maxNs).toBeGreaterThan((paused.endUs - paused.startUs) * 1000 * 0.9);
    expect(commitLag.every(({ p50Ns }: { p50Ns: number }) => p50Ns < 100_000_000)).toBe(true);
    expect(networkFindings.laggards.map(({ node }: { node: string }) => node)).toContain(paused.target);
    const stretches = commitLagOverBlocks.filter(({ node }: { node: string }) => node === paused.target);
    expect(stretches[0].fromHeight).toBe(0);
    expect(stretches.at(-1).toHeight).toBe(141);
    expect(forkCheck).toEqual({ compared: 141, differing: 0, first: null });
  });

  test("peers whose states part are named, with the first block", async () => {
    const { forkCheck } = await glance(
      "forkCheck { compared differing first { height sides { commitHash nodes } } }",
      "forked",
    );
    expect(forkCheck).toMatchObject({ compared: 141, differing: 142 - FORK, first: { height: FORK } });
    expect(forkCheck.first.sides.map(({ nodes }: { nodes: string[] }) => nodes)).toEqual([
      ["ledger", "peer0.org1"],
      ["peer0.org2"],
    ]);
  });

  test("blocks that we heard from the peers ourselves are told by our clock, apart from the logs", async () => {
    const heard = (node: string, height: number, lateNs: bigint) => ({
      ...{ network: "forked", channel, subject: "block" as const, id: String(height), stage: "fabric.commit" as const },
      ...{ node, remote: "", attempt: 0, evidence: "observed" as const, source: `deliver:${node}`, attributes: {} },
      endNs: 1_795_289_600_000_000_000n + BigInt(height) * 1_000_000_000n + lateNs,
    });
    const heights = [100, 101, 102, 103];
    const facts = [
      ...heights.map((height) => heard("peer0.org1", height, 0n)),
      ...heights.slice(0, 3).map((height) => heard("peer0.org2", height, 5_000_000n)),
    ];
    await writeFacts(networks.warehouse, facts, "heard");
    const { commitLag } = await glance("commitLag { node clock blocks missing height p50Ns maxNs }", "forked");
    expect(commitLag.filter(({ clock }: { clock: string }) => clock === "ours")).toEqual([
      { node: "peer0.org1", clock: "ours", blocks: "3", missing: "0", height: "103", p50Ns: 0, maxNs: 0 },
      { node: "peer0.org2", clock: "ours", blocks: "3", missing: "1", height: "102", p50Ns: 5e6, maxNs: 5e6 },
    ]);
    expect(commitLag.filter(({ clock }: { clock: string }) => clock === "nodes")).toHaveLength(2);
  });

  test("events of the nodes come once each, newest first; every kill shows as a start", async () => {
    interface Event {
      readonly stage: string;
      readonly node: string;
      readonly at: string;
    }
    const query = `query ($after: String, $stages: [String!]) { network(name: "${network}") { glance {
      nodeEvents(first: 100, after: $after, stages: $stages) { edges { cursor node { stage node at } } pageInfo { hasNextPage endCursor } } } } }`;
    const all = await api.pages<Event>(query, {}, (data) => data.network.glance.nodeEvents, "all");
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    const stages = ["fabric.node.started"];
    const started = await api.pages<Event>(query, { stages }, (data) => data.network.glance.nodeEvents, "all");
    expect(started).toEqual(all.filter(({ stage }) => stage === "fabric.node.started"));
    for (const { target, endUs } of faults.filter(({ kind }) => kind === "kill")) {
      const near = started.some(({ node, at }) => node === target && Math.abs(Date.parse(at) - endUs / 1000) < 3_000);
      expect(near, `${target} started at ${new Date(endUs / 1000).toISOString()}`).toBe(true);
    }
  });

  test("hot keys are those that the diagnoses blame", async () => {
    const { hotKeys } = await glance("hotKeys(first: 100) { namespace collection key failed }");
    const rows = await networks.warehouse.query<{ tx_id: string; tx_index: string; keys: string[] }>(
      `SELECT tx_id, toString(tx_index) AS tx_index, arrayDistinct(arrayMap((n, c, k) -> concat(n, '|', c, '|', k),
         culprits.namespace, culprits.collection, culprits.key)) AS keys
       FROM store.diagnoses WHERE network = {network:String} AND kind = 'failure'`,
      { network },
    );
    const counted = new Map<string, number>();
    for (const key of rows.flatMap(({ keys }) => keys)) counted.set(key, (counted.get(key) ?? 0) + 1);
    expect(hotKeys.length).toBeGreaterThan(10);
    for (const { namespace, collection, key, failed } of hotKeys) {
      expect(counted.get(`${namespace}|${collection ?? ""}|${key}`), key).toBe(Number(failed));
    }
    const failedOver = hotKeys.map(({ failed }: { failed: string }) => Number(failed));
    expect(failedOver).toEqual(failedOver.toSorted((a: number, b: number) => b - a));
    const [hottest] = hotKeys;
    const rowsOfKey = await traces({ filter: { key: hottest.key, kind: "failure" } });
    expect(new Set(rowsOfKey.map(({ hash }) => hash)).size).toBe(Number(hottest.failed));
  });

  test("two transactions side by side say what each says alone", async () => {
    const { traces: page } = await glance("traces(first: 2) { edges { node { hash } } }");
    const [a, b] = page.edges.map(({ node }: { node: { hash: string } }) => node.hash);
    const { traceComparison, first, second } = await api.data(
      `query ($a: String!, $b: String!) {
        traceComparison(network: "${network}", a: $a, b: $b) { stages { stage node aNs bNs } }
        first: transaction(network: "${network}", id: $a) { trace { spans { name node startNs endNs } clocks { node offsetNs boundNs } unknownNs } }
        second: transaction(network: "${network}", id: $b) { trace { spans { name node startNs endNs } } }
      }`,
      { a, b },
      "all",
    );
    interface Span {
      readonly name: string;
      readonly node: string;
      readonly startNs: string;
      readonly endNs: string;
    }
    const durations = (spans: readonly Span[]): Record<string, string> =>
      Object.fromEntries(
        spans.map(({ name, node, startNs, endNs }) => [`${name} ${node}`, String(BigInt(endNs) - BigInt(startNs))]),
      );
    type Stage = { stage: string; node: string; aNs: string | null; bNs: string | null };
    const side = (of: "aNs" | "bNs"): Record<string, string | null> =>
      Object.fromEntries(
        (traceComparison.stages as Stage[]).flatMap((one) =>
          one[of] === null ? [] : [[`${one.stage} ${one.node}`, one[of]]],
        ),
      );
    expect(side("aNs")).toEqual(durations(first.trace.spans));
    expect(side("bNs")).toEqual(durations(second.trace.spans));
    const { traceComparison: none } = await api.data(
      `{ traceComparison(network: "${network}", a: "${a}", b: "${"0".repeat(64)}") { stages { stage } } }`,
      {},
      "all",
    );
    expect(none).toBeNull();
  });

  test("a network without blocks has no glance", async () => {
    expect(await glance("from", "empty")).toBeNull();
  });

  describe.each(["elsewhere", "forked", undefined])("viewer %s", (token) => {
    test("sees nothing of a network that is not theirs", async () => {
      const { networks: seen } = await api.data("{ networks { name glance { serviceMap { target } } } }", {}, token);
      expect(seen.map(({ name }: { name: string }) => name)).not.toContain(network);
      const [row] = await traces({ order: "newest" });
      for (const [hidden, absent] of [network, "absent"].map((name) => [
        `{ network(name: "${name}") { glance { hotKeys { key } } } }`,
        `{ traceComparison(network: "${name}", a: "${row?.hash}", b: "${row?.hash}") { stages { stage } } }`,
      ])) {
        const answers = [await api.ask(hidden as string, {}, token), await api.ask(absent as string, {}, token)];
        expect(answers[0]?.data?.network ?? null).toBeNull();
        expect(answers[1]?.errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_FOUND"]);
      }
    });
  });
});
