import path from "node:path";
import type { Seen } from "@ledgerscope/fabric-traffic";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerscope, projectFolder, root } from "./support/cli.ts";
import { type RecordedRun, readRun } from "./support/fabricRecording.ts";

const MVCC = 11;

interface Why {
  readonly id: string;
  readonly code: number;
  readonly height: number;
  readonly culprits: readonly string[];
}

describe("failures that were provoked on a recorded network", () => {
  const folder = path.join(root, "test/fixtures/fabric-failures");
  let run: RecordedRun;
  let project: Awaited<ReturnType<typeof projectFolder>>;
  let failed: Why[];

  beforeAll(async () => {
    run = await readRun(folder);
    project = await projectFolder(`
warehouse: { path: ./data }
networks:
  recorded: { family: fabric, channel: mychannel, ledger: ${folder}/blockfile_000000.xz }
`);
    const stored = await ledgerscope(project.folder, "backfill", "--network", "recorded");
    expect(stored.code, stored.stderr).toBe(0);
    const why = await ledgerscope(project.folder, "why", "--network", "recorded", "--json");
    expect(why.code, why.stderr).toBe(0);
    failed = why.json<Why>();
  });
  afterAll(() => project.remove());

  const intending = (intends: string): Seen[] => run.clients.filter((one) => one.intends === intends);
  const ended = (intends: string, status: string): number =>
    intending(intends).filter((one) => one.status === status).length;
  const failedAt = (intends: string, stage: string): number =>
    intending(intends).filter((one) => one.failed?.stage === stage).length;

  test("each one came about, as its clients saw it", () => {
    expect(ended("mvccWithinBlock", "MVCC_READ_CONFLICT")).toBeGreaterThan(10);
    expect(ended("mvccAcrossBlocks", "MVCC_READ_CONFLICT")).toBeGreaterThan(10);
    expect(ended("phantom", "PHANTOM_READ_CONFLICT")).toBeGreaterThan(10);
    expect(ended("tooFewEndorsers", "ENDORSEMENT_POLICY_FAILURE")).toBeGreaterThan(10);
    expect(ended("keyPolicyUnmet", "ENDORSEMENT_POLICY_FAILURE")).toBeGreaterThan(5);
    expect(ended("mismatch", "ENDORSEMENT_POLICY_FAILURE")).toBeGreaterThan(0);
    expect(failedAt("mismatch", "endorse")).toBeGreaterThan(5);
    for (const intends of ["chaincodeError", "unknownFunction", "expiredIdentity", "endorsementTimeout"])
      expect(failedAt(intends, "endorse")).toBe(intending(intends).length);
    expect(failedAt("expiredInFlight", "submit")).toBe(intending("expiredInFlight").length);
    expect(run.recording.codes["9"]).toBe(intending("duplicate").filter((one) => one.resubmitted?.acceptedUs).length);
    const done = run.recording.faults.map(({ kind, error }) => `${kind} ${error ?? "done"}`);
    expect(done.sort()).toEqual(
      ["config", "kill", "kill", "kill", "pause", "policy", "upgrade"].map((kind) => `${kind} done`),
    );
  });

  test("half of the submissions went through each library", () => {
    const gateway = run.clients.filter(({ client }) => client === "fabric-gateway").length;
    expect([run.clients.length, gateway]).toEqual([1000, 500]);
  });

  test("what an orderer accepted before it was killed may never be ordered: its clients waited in vain", () => {
    const onLedger = new Set(
      [...run.peers.values()].flat().flatMap(({ transactions }) => transactions.map(({ txId }) => txId)),
    );
    const lost = run.clients.filter(({ txId = "", submittedUs }) => submittedUs !== undefined && !onLedger.has(txId));
    expect(lost.length).toBeGreaterThan(5);
    const kills = run.recording.faults.filter(({ target }) => target.startsWith("orderer"));
    for (const { submittedUs = 0, failed: end } of lost) {
      expect(end?.stage).toBe("outcome");
      const nearest = Math.min(...kills.map(({ startUs }) => Math.abs(startUs - submittedUs)));
      expect(nearest).toBeLessThan(5_000_000);
    }
  });

  test("a conflict across blocks is blamed on the submission that overtook it, one within a block on one of its block", () => {
    const whyOf = new Map(failed.filter(({ code }) => code === MVCC).map((one) => [one.id, one]));
    const heights = new Map(
      [...(run.peers.values().next().value ?? [])].flatMap(({ block, transactions }) =>
        transactions.map(({ txId }) => [txId, block] as const),
      ),
    );
    // A peer that lagged may have endorsed what the group's first step had already changed: that step is to blame,
    // too; and so is the upgrade in flight, whose definition every transaction of the chaincode reads.
    const lifecycle = [...(run.peers.values().next().value ?? [])]
      .flatMap(({ transactions }) => transactions)
      .filter(({ chaincode }) => chaincode === "_lifecycle");
    const groupOf = new Map(run.clients.map(({ txId = "", group }) => [txId, group]));
    const outsiders = (culprits: readonly string[], group: string): string[] =>
      culprits.filter((id) => groupOf.get(id) !== group && !lifecycle.some(({ txId }) => txId === id));
    for (const { txId = "", group } of intending("mvccAcrossBlocks").filter(({ code }) => code === MVCC)) {
      const overtook = intending("overtakes").find((one) => one.group === group)?.txId ?? "";
      const culprits = whyOf.get(txId)?.culprits ?? [];
      expect(culprits, group).toContain(overtook);
      expect(outsiders(culprits, group)).toEqual([]);
      expect(heights.get(overtook)).toBeLessThan(heights.get(txId) ?? 0);
    }
    let within = 0;
    for (const { txId = "", group } of intending("mvccWithinBlock").filter(({ code }) => code === MVCC)) {
      const culprits = whyOf.get(txId)?.culprits ?? [];
      expect(culprits.length, group).toBeGreaterThan(0);
      expect(outsiders(culprits, group)).toEqual([]);
      if (culprits.some((id) => heights.get(id) === heights.get(txId))) within++;
    }
    expect(within).toBeGreaterThan(10);
  });
});
