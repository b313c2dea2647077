import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { operator } from "@ledgerscope/core";
import { readRecordedLines, type Seen } from "@ledgerscope/fabric-traffic";
import { type ReplayNetwork, replayLogs, startReplayNetwork } from "@ledgerscope/testkit";
import { nodeClocks, traces } from "@ledgerscope/tracer-store";
import { openWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerscope, root } from "./support/cli.ts";
import { LiveStack } from "./support/liveStack.ts";
import { copyShifted } from "./support/shiftedLog.ts";
import { printTable, type StoredFailure, type StoredSummary, tracerTable } from "./support/tracerTable.ts";

const recording = join(root, "test/fixtures/fabric-failures");
const NODES = ["peer0.org1", "peer0.org2", "peer0.org3", "orderer1", "orderer2", "orderer3"];
/** How fast the recording is replayed, blocks and logs: transactions a second. */
const RATE = 50;
/** The recording takes twenty seconds at that rate; a busy machine is given time. */
const PATIENCE_MS = 150_000;
/** The times of its log are off by so much… */
const SHIFTED = "peer0.org2";
const SHIFT_MS = 5_000;
/** …and its log is not read. */
const MISSING = "peer0.org3";

/**
 * A recorded network with failures of every kind, served by a replaying network while its nodes' logs grow. It is
 * followed live, with a node whose clock is off and one whose log is missing; beside it, it is read from its files,
 * as it was.
 */
describe("a network that is followed while it runs", () => {
  let folder: string;
  let replay: ReplayNetwork;
  let stack: LiveStack;
  let failed: Record<"live" | "offline", readonly StoredFailure[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-tracer-live-"));
    const pace = { transactionsPerSecond: RATE };
    replay = await startReplayNetwork({ recording, folder: join(folder, "network"), pace });
    const endLogs = await replayLogs(recording, join(folder, "logs"), replay);
    await mkdir(join(folder, "shifted"));
    const log = (node: string, of = "logs"): string => join(folder, of, `${node}.log`);
    const endShift = copyShifted(log(SHIFTED), log(SHIFTED, "shifted"), SHIFT_MS);
    const { channel, profile, user } = replay;
    const seen = NODES.filter((node) => node !== MISSING);
    stack = await LiveStack.start({
      live: {
        ...{ family: "fabric", replayed: true, channel, profile, identity: { msp: user.msp } },
        observe: logs(seen, (node) => log(node, node === SHIFTED ? "shifted" : "logs")),
      },
      offline: {
        ...{ family: "fabric", recorded: true, channel, ledger: join(recording, "blockfile_000000.xz") },
        observe: logs(NODES, (node) => join(recording, "logs", `${node}.log.xz`)),
      },
    });
    stack.startIndexer();
    const last = replay.chain.ledger.blocks.length - 1;
    await stack.waitFor("live", Math.floor(last / 2), PATIENCE_MS);
    await stack.killIndexer();
    stack.startIndexer();
    for (const network of ["live", "offline"]) await stack.waitFor(network, last, PATIENCE_MS);
    endLogs();
    await sleep(500);
    endShift();
    await untilRead();
    await stack.stopIndexer();
    const { code, stderr } = await ledgerscope(stack.folder, "explain");
    expect(code, stderr).toBe(0);
    failed = { live: await failedOf("live"), offline: await failedOf("offline") };
  }, 480_000);
  afterAll(async () => {
    await stack?.close();
    await replay?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const logs = (nodes: readonly string[], path: (node: string) => string): object => ({
    logs: Object.fromEntries(nodes.map((node) => [node, [path(node)]])),
  });
  /** Until no more lines are read. */
  async function untilRead(): Promise<void> {
    const sql = "SELECT network, sum(lines) AS lines FROM store.log_positions FINAL GROUP BY network ORDER BY network";
    for (let [before, now] = ["", "-"]; before !== now; ) {
      [before, now] = [now, JSON.stringify(await stack.query(sql))];
      await sleep(1_500);
    }
  }
  const failedOf = (network: string): Promise<StoredFailure[]> =>
    stack.query(
      `SELECT tx_id, height, code, sub_cause FROM store.diagnoses
WHERE network = '${network}' AND kind = 'failure' ORDER BY height, tx_index, tx_id`,
    );

  test("kill -9 of the indexer included, what is read live is what the files hold: no fact is lost, none is twice", async () => {
    const [read] = await stack.query<{ compared: number; differing: number }>(
      `SELECT toUInt32(count()) AS compared, toUInt32(countIf(networks != ['live', 'offline'])) AS differing
FROM (
  SELECT arraySort(groupArray(network)) AS networks FROM (SELECT * FROM store.stage_facts FINAL)
  WHERE node NOT IN ('${SHIFTED}', '${MISSING}')
  GROUP BY subject, id, stage, node, remote, attempt, source, edge, at, toString(attributes)
)`,
    );
    expect(read?.differing).toBe(0);
    expect(read?.compared).toBeGreaterThan(10_000);
  });

  test("a clock that is off and a log that is missing change no diagnosis that the ledger proves", async () => {
    const proved = (all: readonly StoredFailure[]) =>
      all.flatMap(({ tx_id, height, code }) => (height === null ? [] : [`${height} ${tx_id} ${code}`]));
    expect(proved(failed.live).length).toBeGreaterThan(150);
    expect(proved(failed.live)).toEqual(proved(failed.offline));
  });

  test("intents, diagnoses and how whole the traces are, side by side", async () => {
    const submissions = (await readRecordedLines<Seen>(recording, "clients.jsonl.gz")).map(
      ({ txId, intends, code }) => ({ txId, intends, code }),
    );
    for (const network of ["live", "offline"] as const) {
      const summaries = await stack.query<StoredSummary>(
        `SELECT tx_id, status, gaps, unknown_ns, duration_ns FROM store.trace_summaries WHERE network = '${network}'`,
      );
      const rows = tracerTable(submissions, failed[network], summaries);
      console.info(`${network}\n${printTable(rows)}`);
      expect(rows.reduce((sum, { traced }) => sum + traced, 0)).toBeGreaterThan(900);
      const valid = new Set(submissions.flatMap(({ txId, code }) => (code === 0 && txId ? [txId] : [])));
      // The same envelope twice: its first place is valid, the second one is what failed.
      const blamed = failed[network].filter(({ tx_id, code }) => valid.has(tx_id) && code !== "duplicate_txid");
      expect(blamed).toEqual([]);
    }
  });

  test("the node whose clock is off is named with how far, within its bound; no other is, by seconds", async () => {
    const warehouse = await openWarehouse({ url: stack.url });
    const range = { network: "live", channel: replay.channel, from: 20, to: 60 };
    const outsideMs: number[] = [];
    let [named, all, known] = [0, 0, 0];
    try {
      const ofNetwork = await nodeClocks(warehouse, operator, range);
      const own = ofNetwork.find(({ node }) => node === SHIFTED);
      console.info(
        ofNetwork.map(({ node, offsetNs, boundNs }) => `${node} ${offsetNs} ± ${boundNs ?? "?"} ns`).join(", "),
      );
      expect(Math.abs(Number(own?.offsetNs) / 1e6 - SHIFT_MS)).toBeLessThan(50);
      for (const { node, offsetNs } of ofNetwork) {
        if (node !== SHIFTED && node !== "client") expect(Math.abs(Number(offsetNs) / 1e6), node).toBeLessThan(50);
      }
      for await (const { clocks = [] } of traces(warehouse, operator, range)) {
        all++;
        for (const { node, offsetNs, boundNs } of clocks) {
          if (node === "client" || boundNs === undefined) continue;
          known++;
          const wrongMs = Math.abs(Number(offsetNs) / 1e6 - (node === SHIFTED ? SHIFT_MS : 0));
          if (wrongMs > Number(boundNs) / 1e6) outsideMs.push(wrongMs - Number(boundNs) / 1e6);
          if (node === SHIFTED) named++;
        }
      }
    } finally {
      await warehouse.close();
    }
    console.info(
      `the clock of ${SHIFTED} is named, with its bound, in ${named} of ${all} traces; of ${known} offsets ` +
        `${outsideMs.length} lie outside of their bounds, by ${Math.max(0, ...outsideMs).toFixed(3)} ms at most`,
    );
    // A peer that neither took the client's call nor endorsed has told nobody anything.
    expect(named).toBeGreaterThan(all / 2);
    // A line gets its time when it is written, which a busy machine may put off after what it tells of.
    expect(outsideMs.length).toBeLessThan(0.02 * known);
    expect(Math.max(0, ...outsideMs)).toBeLessThan(50);
  });

  test("what the missing log would have shown is a gap of the traces that it took part in", async () => {
    const gaps = await stack.query<{ gap: string; transactions: number }>(
      `SELECT arrayJoin(gaps) AS gap, toUInt32(count()) AS transactions FROM store.trace_summaries
WHERE network = 'live' AND status IN ('valid', 'failed') GROUP BY gap ORDER BY transactions DESC`,
    );
    console.info(gaps.map(({ gap, transactions }) => `${gap} ${transactions}`).join(", "));
    expect(gaps.find(({ gap }) => gap.startsWith("fabric.endorse.peer"))?.transactions).toBeGreaterThan(100);
    const slow = await stack.query(
      `SELECT network, code, sub_cause, count() AS transactions FROM store.diagnoses
WHERE kind != 'failure' GROUP BY network, code, sub_cause ORDER BY network, transactions DESC`,
    );
    console.info(slow.map((row) => JSON.stringify(row)).join("\n"));
  });
});
