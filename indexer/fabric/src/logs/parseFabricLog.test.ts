import { execFileSync } from "node:child_process";
import type { StageFact } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { parseFabricLog } from "./parseFabricLog.ts";

const LOGS = new URL("../../../../test/fixtures/fabric-bft/logs/", import.meta.url).pathname;
const context = { network: "relief", channel: "mychannel", node: "peer1" };
const ID = "4d0a3c4ff3d3c623dc733f1340de12a213baae4b02739937190746ae77f240e0";

function factsOf(line: string, node = "peer1"): readonly StageFact[] {
  const parsed = parseFabricLog(line, { ...context, node });
  if (parsed.kind !== "facts") throw new Error(`${parsed.kind}: ${line}`);
  return parsed.facts;
}

const entry = (name: string, msg: string, fields: object = {}): string =>
  JSON.stringify({ level: "info", ts: 1795250507.5627818, name, caller: "x.go:1", msg, ...fields });

describe("a line of a Fabric log", () => {
  test("of a finished chaincode gives an execution that ends at the line's time, under 8 hex digits", () => {
    const line = entry("endorser", "finished chaincode: bench duration: 226ms", {
      channel: "mychannel",
      txID: "4d0a3c4f",
    });
    expect(factsOf(line)).toEqual([
      {
        network: "relief",
        channel: "mychannel",
        subject: "tx",
        id: "4d0a3c4f",
        stage: "fabric.chaincode.execute",
        node: "peer1",
        remote: "",
        attempt: 0,
        startNs: 1795250507336781800n,
        endNs: 1795250507562781800n,
        evidence: "measured",
        source: "log:peer1:endorser",
        attributes: { "fabric.chaincode.name": "bench" },
      },
    ]);
  });

  test("of a committed block lays the parts end to end and gives the rest to the history database", () => {
    const facts = factsOf(
      entry(
        "kvledger",
        "[mychannel] Committed block [13] with 20 transaction(s) in 514ms (state_validation=1ms block_and_pvtdata_commit=6ms state_commit=500ms) commitHash=[ca43]",
      ),
    );
    const end = 1795250507562781800n;
    const ms = 1_000_000n;
    const at = Object.fromEntries(facts.map((fact) => [fact.stage, [fact.startNs, fact.endNs]]));
    expect(at).toEqual({
      "fabric.commit": [undefined, end],
      "fabric.commit.mvcc": [end - 514n * ms, end - 513n * ms],
      "fabric.commit.block_store": [end - 513n * ms, end - 507n * ms],
      "fabric.commit.state_db": [end - 507n * ms, end - 7n * ms],
      "fabric.commit.history_db": [end - 7n * ms, end],
    });
    expect(facts[0]?.attributes).toEqual({ "fabric.block.tx_count": "20", "fabric.block.commit_hash": "ca43" });
  });

  test("of the gateway gives one edge of a call, with its error", () => {
    const [sent] = factsOf(entry("gateway", "Sending transaction to orderer", { txID: ID, endpoint: "o:1" }));
    expect(sent).toMatchObject({ stage: "fabric.submit", id: ID, remote: "o:1", startNs: 1795250507562781800n });
    expect(sent).not.toHaveProperty("endNs");
    const [failed] = factsOf(
      entry("gateway", "Endorse call to endorser failed", {
        channel: "mychannel",
        txID: ID,
        endorserAddress: "p:1",
        endorserMspid: "Org1MSP",
        error: "chaincode response 500, no",
      }),
    );
    expect(failed).toMatchObject({
      stage: "fabric.endorse",
      remote: "p:1",
      attributes: { error: "chaincode response 500, no", "fabric.msp_id": "Org1MSP" },
    });
  });

  test("of a refused transaction carries its code", () => {
    const [fact] = factsOf(
      entry(
        "validation",
        `Block [13] Transaction index [19] TxId [${ID}] marked as invalid by state validator. Reason code [MVCC_READ_CONFLICT]`,
      ),
    );
    expect(fact?.attributes).toMatchObject({ "fabric.validation_code": "MVCC_READ_CONFLICT", "fabric.tx.index": "19" });
  });

  test("of Raft gives the leader's cut and every node's write", () => {
    const [cut] = factsOf(entry("orderer.consensus.etcdraft", "Created block [7], there are 0 blocks in flight"));
    const [write] = factsOf(entry("orderer.consensus.etcdraft", "Writing block [7] (Raft index: 12) to ledger"));
    expect([cut?.stage, cut?.id, write?.stage, write?.id]).toEqual([
      "fabric.order.consensus",
      "7",
      "fabric.order.write",
      "7",
    ]);
  });

  test("of another channel says nothing", () => {
    const other = entry("gossip.privdata", "Received block [1] from buffer", { channel: "other" });
    expect(parseFabricLog(other, context)).toEqual({ kind: "ignored" });
    expect(parseFabricLog(entry("committer.txvalidator", "[other] Validated block [1] in 2ms"), context)).toEqual({
      kind: "ignored",
    });
  });

  test.each([
    ["panic: runtime error", /^no entry of a Fabric log/],
    ['{"level":"info","ts":1795250507.5,"name":"gateway","msg":"Sending trans', /^broken JSON/],
    ['{"level":"info","ts":"2026-11-21","name":"gateway","msg":"Sending transaction to orderer"}', /^no time/],
    [entry("gateway", "Sending transaction to orderer", { endpoint: "o:1" }), /without a transaction id/],
    [entry("gateway", "Sending transaction to orderer", { txID: "'; DROP TABLE" }), /without a transaction id/],
    ["null", /^no entry of a Fabric log/],
  ])("that is broken is returned as malformed, with the reason: %s", (line, reason) => {
    expect(parseFabricLog(line, context)).toMatchObject({ kind: "malformed", reason: expect.stringMatching(reason) });
  });
});

describe("the recorded logs", () => {
  const count = (file: string): Record<string, number> => {
    const text = execFileSync("xz", ["-dc", `${LOGS}${file}.log.xz`], { maxBuffer: 1 << 28, encoding: "utf8" });
    const counts: Record<string, number> = {};
    const add = (key: string): void => {
      counts[key] = (counts[key] ?? 0) + 1;
    };
    for (const line of text.split("\n")) {
      if (line === "") continue;
      const parsed = parseFabricLog(line, { ...context, node: file });
      if (parsed.kind !== "facts") add(parsed.kind);
      else
        for (const { subject, stage, startNs } of parsed.facts) {
          add(`${subject === "call" ? "call " : ""}${stage}${startNs === undefined ? " end" : ""}`);
        }
    }
    return counts;
  };

  test("of a peer give every block's commit and every refused transaction", () => {
    const counts = count("peer1");
    expect(counts).toMatchObject({
      "fabric.commit": 200, // Received block 1..200
      "fabric.commit end": 201, // Committed block 0..200
      "fabric.commit.vscc": 200,
      "fabric.commit.history_db": 201,
      "fabric.invalidated": 177 + 97 + 67 + 67, // codes 11, 12, 10, and the words for code 10
    });
    expect(counts["malformed"]).toBeUndefined();
  });

  test("of an orderer give every block's phases, and its first lines, before it knew its format, are no damage", () => {
    const counts = count("orderer2");
    expect(counts).toMatchObject({
      "fabric.broadcast": 2889,
      "fabric.broadcast end": 2890, // one request arrived by forwarding as well
      "fabric.order.consensus.preprepare end": 200,
      "fabric.order.consensus.commit end": 200,
      "fabric.order.write": 200,
    });
    expect(counts["malformed"]).toBeUndefined();
  });
});
