import { execFileSync } from "node:child_process";
import type { StageFact } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { fabricLogParser, parseFabricLog } from "./parseFabricLog.ts";

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

describe("a call that a node served", () => {
  const served = (fields: object) =>
    factsOf(
      entry("comm.grpc.server", "unary call completed", {
        "grpc.service": "gateway.Gateway",
        "grpc.method": "Endorse",
        "grpc.peer_address": "127.0.0.1:47208",
        ...fields,
      }),
    );

  test("ends at the line's time, began its duration before, and carries the deadline that its caller sent", () => {
    expect(
      served({ "grpc.request_deadline": 1795250522.139057, "grpc.code": "OK", "grpc.call_duration": 0.00194942 }),
    ).toMatchObject([
      {
        ...{ subject: "call", id: "1795250507", stage: "fabric.rpc.endorse", remote: "127.0.0.1:47208" },
        ...{ startNs: 1795250507562781800n - 1949420n, endNs: 1795250507562781800n },
        attributes: { "rpc.grpc.status_code": "OK", "rpc.grpc.deadline_ns": "1795250522139057000" },
      },
    ]);
  });

  test("that failed says why; one that has nothing to do with transactions says nothing", () => {
    const [refused] = served({ "grpc.code": "Aborted", "grpc.call_duration": 2.5, error: "rpc error: code = Aborted" });
    expect(refused?.attributes).toEqual({ "rpc.grpc.status_code": "Aborted", error: "rpc error: code = Aborted" });
    const ping = entry("comm.grpc.server", "unary call completed", {
      ...{ "grpc.service": "gossip.Gossip", "grpc.method": "Ping", "grpc.call_duration": 0.1 },
    });
    expect(parseFabricLog(ping, context)).toEqual({ kind: "ignored" });
  });
});

describe("what befell a node", () => {
  const event = (name: string, msg: string, fields: object = {}) => {
    const { stage, subject, id, remote, attributes } = factsOf(entry(name, msg, fields))[0] as StageFact;
    expect([subject, id]).toEqual(["node", "1795250507"]);
    return { stage, ...(remote ? { remote } : {}), attributes };
  };

  test.each([
    [
      ["orderer.consensus.etcdraft", "Raft leader changed: 2 -> 0", { node: 1 }],
      { stage: "fabric.node.leader", attributes: { "raft.id": "1", "raft.leader": "0", "raft.previous_leader": "2" } },
    ],
    [
      ["orderer.consensus.etcdraft", "raft.node: 1 elected leader b at term 3", { node: 1 }],
      { stage: "fabric.node.leader", attributes: { "raft.id": "1", "raft.leader": "11", "raft.term": "3" } },
    ],
    [
      [
        "orderer.consensus.etcdraft",
        "WAL sync took 5.2 seconds and the network is configured to start elections after 5 seconds. Your disk is too slow and may cause loss of quorum and trigger leadership election.",
        { node: 1 },
      ],
      { stage: "fabric.node.slow_disk", attributes: { "raft.id": "1", seconds: "5.2", "raft.election_seconds": "5" } },
    ],
    [
      [
        "orderer.consensus.smartbft.consensus",
        "Changing to leader role, current view: 1, current leader: 2",
        { channel: "mychannel" },
      ],
      { stage: "fabric.node.view", attributes: { "bft.view": "1", "bft.leader": "2", "bft.role": "leader" } },
    ],
    [
      ["orderer.consensus.smartbft.consensus", "Heartbeat timeout expired, complaining about leader: 1"],
      {
        stage: "fabric.node.view",
        attributes: { "bft.leader": "1", error: "Heartbeat timeout expired, complaining about leader: 1" },
      },
    ],
    [["nodeCmd", "Received signal: 15 (terminated)"], { stage: "fabric.node.stopped", attributes: { signal: "15" } }],
    [
      ["nodeCmd", "Started peer with ID=[peer0], network ID=[dev], address=[127.0.0.1:7051]"],
      { stage: "fabric.node.started", attributes: { "net.host.address": "127.0.0.1:7051" } },
    ],
    [
      [
        "orderer.common.server",
        'Orderer config values:\n\tGeneral.ListenAddress = "127.0.0.1"\n\tGeneral.ListenPort = 7050\n\tGeneral.TLS.Enabled = true',
      ],
      { stage: "fabric.node.started", attributes: { "net.host.address": "127.0.0.1:7050" } },
    ],
    [
      ["orderer.consensus.etcdraft", "Received config transaction, pause accepting transaction till it is committed"],
      { stage: "fabric.node.configured", attributes: { "fabric.config": "in_flight" } },
    ],
    [
      [
        "gossip.channel",
        "[[mychannel] Membership view has changed. peers went offline:  [[127.0.0.1:7061 ]] , current view:  [[127.0.0.1:7051 ]]]",
      ],
      {
        stage: "fabric.node.unreachable",
        remote: "127.0.0.1:7061",
        attributes: { error: "gone offline in the channel's gossip membership" },
      },
    ],
    [
      [
        "grpc",
        '[core] [Channel #56 SubChannel #57] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:7050", ServerName: "127.0.0.1:7050", }. Err: connection error: refused',
      ],
      {
        stage: "fabric.node.unreachable",
        remote: "127.0.0.1:7050",
        attributes: { error: "connection error: refused" },
      },
    ],
    [
      [
        "orderer.common.cluster.step",
        "Send of SubmitRequest for channel mychannel with payload of size 3625 to orderer2.example.com(127.0.0.1:7060) took 50.896µs but failed due to EOF",
      ],
      { stage: "fabric.node.unreachable", remote: "127.0.0.1:7060", attributes: { error: "SubmitRequest: EOF" } },
    ],
  ] as const)("is told by %j", ([name, msg, fields], expected) => {
    expect(event(name, msg, fields)).toEqual(expected);
  });
});

describe("what became of a transaction", () => {
  test("that an orderer refused without naming it is a call with the address and the error", () => {
    const [refused] = factsOf(
      entry(
        "orderer.common.broadcast",
        "[channel: mychannel] Rejecting broadcast of normal message from 127.0.0.1:38902 because of error: broadcast client identity expired",
      ),
    );
    expect(refused).toMatchObject({
      ...{ subject: "call", stage: "fabric.rpc.broadcast", remote: "127.0.0.1:38902" },
      attributes: { error: "broadcast client identity expired" },
    });
    const [unavailable] = factsOf(
      entry(
        "orderer.common.broadcast",
        "[channel: mychannel] Rejecting broadcast of normal message from 127.0.0.1:1 with SERVICE_UNAVAILABLE: rejected by Order: no Raft leader",
      ),
    );
    expect(unavailable?.attributes).toEqual({
      "fabric.broadcast.status": "SERVICE_UNAVAILABLE",
      error: "rejected by Order: no Raft leader",
    });
  });

  test.each([
    ["endorser/endorser.go:135", "ok"],
    ["endorser/endorser.go:130", "refused"],
    ["endorser/endorser.go:123", "error"],
    ["endorser/endorser.go:77", undefined],
  ])("in its chaincode follows from the place that logged its end: %s", (caller, outcome) => {
    const line = entry("endorser", "finished chaincode: bench duration: 3ms", { txID: "4d0a3c4f", caller });
    expect(factsOf(line)[0]?.attributes["fabric.chaincode.outcome"]).toBe(outcome);
  });

  test("whose endorsement was not in time is an error, though the line has none", () => {
    const [first] = factsOf(
      entry("gateway", "Endorse call timed out while collecting first endorsement", { txID: ID, chaincode: "bench" }),
    );
    expect(first).toMatchObject({
      ...{ stage: "fabric.endorse", endNs: 1795250507562781800n },
      attributes: { error: "endorsement timeout expired while collecting first endorsement" },
    });
  });

  test("in the pool of a BFT orderer: put in, forwarded, complained about, taken out", () => {
    const said = (text: string) =>
      factsOf(entry("orderer.consensus.smartbft.consensus", text.replace("{}", `{${"3b".repeat(32)} ${ID}}`)))[0];
    expect(said("Request {} submitted; started a timeout: 1s")).toMatchObject({
      ...{ id: ID, stage: "fabric.order.pool", startNs: 1795250507562781800n },
    });
    expect(said("Request {} timeout expired, forwarding request to leader: 1")).toMatchObject({
      ...{ stage: "fabric.order.forward", attributes: { "bft.leader": "1", "bft.timeout": "forward" } },
    });
    expect(said("Request {} leader-forwarding timeout expired, complaining about leader: 1")).toMatchObject({
      ...{ stage: "fabric.order.complain", attributes: { "bft.leader": "1" } },
    });
    expect(said("Removed request {} from request pool")).toMatchObject({
      ...{ stage: "fabric.order.pool", endNs: 1795250507562781800n },
    });
  });

  test("twice in the ledger names it", () => {
    expect(factsOf(entry("committer.txvalidator", `Duplicate transaction found,  ${ID} , skipping`))[0]).toMatchObject({
      id: ID,
      stage: "fabric.invalidated",
      attributes: { "fabric.validation_code": "DUPLICATE_TXID" },
    });
  });
});

describe("what older orderers and rarer moments say", () => {
  test("solo: the timer that cut the batch, told with the block that is written next", () => {
    const parse = fabricLogParser();
    const say = (name: string, msg: string) => parse(entry(name, msg), context);
    expect(say("orderer.consensus.solo", "Batch timer expired, creating block")).toEqual({ kind: "ignored" });
    expect(say("orderer.commmon.multichannel", "[channel: mychannel] Wrote block [9]")).toMatchObject({
      facts: [{ id: "9", stage: "fabric.order.write", attributes: { "fabric.block.cut_reason": "timeout" } }],
    });
    expect(say("orderer.commmon.multichannel", "[channel: mychannel] Wrote block [10]")).toMatchObject({
      facts: [{ id: "10", attributes: {} }],
    });
  });

  test.each([
    ["[channel: mychannel] Batch filled, just cut block [9] - last persisted offset is now 12", "count"],
    ["[channel: mychannel] Proper time-to-cut received, just cut block [9]", "timeout"],
  ])("Kafka: %s", (msg, reason) => {
    expect(factsOf(entry("orderer.consensus.kafka", msg))).toMatchObject([
      { id: "9", stage: "fabric.order.write", attributes: { "fabric.block.cut_reason": reason } },
    ]);
  });

  test.each([
    [
      "Could not fetch (or mark to reconcile later) 2 eligible collection private write sets for block [7] (0 from local cache, 0 from transient store, 0 from other peers). Will commit block with missing private write sets:[x]",
      { "fabric.private_data.write_sets": "2", error: "Will commit block with missing private write sets:[x]" },
    ],
    [
      "Fetched (or marked to reconcile later) collection private write sets from remote peers for block [7] (41ms)",
      { "fabric.private_data.pull_ms": "41" },
    ],
    [
      "[mychannel] Fetched all missing collection private write sets from remote peers for block [7] (41ms)",
      { "fabric.private_data.pull_ms": "41" },
    ],
    [
      "[mychannel] Could not fetch all missing collection private write sets from remote peers. Will commit block [7] with missing private write sets:[x]",
      { error: "with missing private write sets:[x]" },
    ],
  ])("a peer without all private data: %s", (msg, attributes) => {
    expect(factsOf(entry("gossip.privdata", msg))[0]).toMatchObject({
      ...{ id: "7", stage: "fabric.commit.private_data", endNs: 1795250507562781800n },
      attributes,
    });
  });

  test("an endorser that refuses a proposal names the transaction where its error does, else the call alone", () => {
    const refused = (error: string) => factsOf(entry("endorser", "Failed to preProcess proposal", { error }))[0];
    expect(refused(`error validating proposal: duplicate transaction found [${ID}]. Creator [00ff]`)).toMatchObject({
      ...{ subject: "tx", id: ID, stage: "fabric.endorse.peer" },
    });
    expect(
      refused("error validating proposal: access denied: channel [mychannel] creator org [Org9MSP]"),
    ).toMatchObject({
      subject: "call",
      stage: "fabric.rpc.process_proposal",
      attributes: { error: expect.stringMatching(/access denied/) },
    });
  });

  test("a chaincode that could not be called is an error of its transaction, under 8 digits", () => {
    const line = entry(
      "endorser",
      "failed to invoke chaincode bench, error: timeout expired while executing transaction",
      {
        ...{ channel: "mychannel", txID: "4d0a3c4f" },
      },
    );
    expect(factsOf(line)[0]).toMatchObject({
      ...{ id: "4d0a3c4f", stage: "fabric.endorse.peer" },
      attributes: { error: "timeout expired while executing transaction" },
    });
  });
});

describe("what became of a block", () => {
  test("at a peer: arrived, handed on, its private data found", () => {
    const [arrived] = factsOf(entry("gossip.state", "[mychannel] Adding payload to local buffer, blockNum = [7]"));
    const [handed] = factsOf(
      entry("gossip.state", "[mychannel] Transferring block [7] with 3 transaction(s) to the ledger"),
    );
    const [fetched] = factsOf(
      entry(
        "gossip.privdata",
        "Successfully fetched (or marked to reconcile later) all 1 eligible collection private write sets for block [7] (0 from local cache, 1 from transient store, 0 from other peers)",
        { channel: "mychannel" },
      ),
    );
    expect([arrived, handed, fetched]).toMatchObject([
      { id: "7", stage: "fabric.commit.buffer_wait", startNs: 1795250507562781800n },
      { id: "7", stage: "fabric.commit.buffer_wait", endNs: 1795250507562781800n },
      {
        ...{ id: "7", stage: "fabric.commit.private_data" },
        attributes: {
          "fabric.private_data.write_sets": "1",
          "fabric.private_data.from_cache": "0",
          "fabric.private_data.from_transient_store": "1",
          "fabric.private_data.from_peers": "0",
        },
      },
    ]);
    expect(arrived).not.toHaveProperty("endNs");
  });

  test("sent to a peer or client has the address that it was sent to", () => {
    expect(
      factsOf(entry("common.deliver", "[channel: mychannel] Delivering block [7] for (0xc000a1) for 127.0.0.1:5000")),
    ).toMatchObject([{ id: "7", stage: "fabric.deliver", remote: "127.0.0.1:5000" }]);
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
