import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { KeptRows } from "./decode/rows.ts";
import {
  configOf,
  decodeLedger,
  fixtureLedger,
  hasSharedRecordings,
  sharedRecordings,
  text,
} from "./test/recordings.ts";

const counts = (rows: KeptRows): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([name, found]) => [name, found.length]));

function countBy(names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = (found[name] ?? 0) + 1;
  return found;
}

const updates = (rows: KeptRows) =>
  rows.configUpdates
    .filter(({ change }) => change !== "added")
    .map((row) => [row.height, row.path, row.change, row.old_text, row.new_text, row.new_version, row.signer_msps]);

const lifecycle = (rows: KeptRows) =>
  rows.lifecycle.map(({ height, step, chaincode, version, sequence, org, policy }) =>
    [height, step, chaincode, version, sequence, org, policy].join(" "),
  );

const ledgerOf = async (file: string, channel = "mychannel"): Promise<KeptRows> =>
  (await decodeLedger(configOf(file, channel))).rows;

describe("rows of the recorded BFT ledger", () => {
  let rows: KeptRows;
  beforeAll(async () => {
    rows = await ledgerOf(fixtureLedger);
  });

  test("are as many as the recording has", () => {
    expect(counts(rows)).toMatchObject({
      ...{ blocks: 201, envelopes: 2880, transactions: 2880, actions: 2878, blockSignatures: 600, configs: 2 },
      ...{ endorsements: 3459, rangeQueries: 166, metadataWrites: 3, events: 2353, lifecycle: 16 },
    });
  });

  test("tell the configuration update as old and new, with the three organisations that signed it", () => {
    const signers = ["Ord1MSP", "Ord2MSP", "Ord3MSP", "Ord1MSP"];
    const rest = "absolute_max_bytes 10485760, preferred_max_bytes 524288";
    const [before, after] = [`max_message_count 50, ${rest}`, `max_message_count 20, ${rest}`];
    expect(updates(rows)).toEqual([[174, "/Channel/Orderer/BatchSize", "changed", before, after, 1n, signers]]);
  });

  test("tell who approved which chaincode, and the commits, the upgrade under load among them", () => {
    const [any, both] = ["OR('Org1MSP.peer', 'Org2MSP.peer')", "AND('Org1MSP.peer', 'Org2MSP.peer')"];
    const all = "OR('Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')";
    const definition = (heights: readonly number[], rest: string, policy: string): string[] => [
      ...["Org1MSP", "Org2MSP", "Org3MSP"].map((org, index) => `${heights[index]} approve ${rest} ${org} ${policy}`),
      `${heights[3]} commit ${rest} Org1MSP ${policy}`,
    ];
    expect(lifecycle(rows)).toEqual([
      ...definition([1, 2, 3, 4], "bench 1.0 1", all),
      ...definition([5, 6, 7, 8], "bench2 1.0 1", both),
      ...definition([9, 10, 11, 12], "pvt 1.0 1", any),
      ...definition([70, 72, 74, 77], "bench2 2.0 2", both),
    ]);
    const commit = rows.lifecycle.find(({ height }) => height === 12);
    expect(commit?.endorsers).toEqual(["Org1MSP", "Org2MSP", "Org3MSP"]);
    expect(JSON.parse(text(commit?.collections ?? ""))).toMatchObject([
      { name: "secret", member_orgs_policy: "OR('Org1MSP.member', 'Org2MSP.member')", maximum_peer_count: 1 },
    ]);
  });

  test("tell key-level policies in words, and private data by its hashes", () => {
    expect(rows.metadataWrites.map((row) => `${text(row.key)} ${row.name} ${row.policy}`)).toEqual(
      [0, 1, 2].map((key) => `guarded${key} VALIDATION_PARAMETER 'Org3MSP.member'`),
    );
    expect(countBy(rows.privateHashes.map((row) => `${row.collection} ${row.operation}`))).toMatchObject({
      ...{ "secret write": 128, "_implicit_org_Org1MSP read": 24, "_implicit_org_Org1MSP write": 24 },
    });
  });

  test("tell the view that the consensus was in: one view change, when the leader was killed", () => {
    const views = rows.blocks
      .filter(({ consensus }) => consensus !== "")
      .map(({ consensus }) => JSON.parse(text(consensus)).view_id);
    expect(countBy(views)).toEqual({ "0": 105, "1": 95 });
    expect(views).toEqual([...views].sort());
  });

  test("name every certificate: those of creators, endorsers and orderers, and those of the configuration", () => {
    expect(countBy(rows.identityUses.filter(({ height }) => height === 0).map(({ use }) => use))).toEqual({
      ...{ root: 7, tls_root: 7, consenter: 4, consenter_tls: 4 },
    });
    const used = rows.identityUses.filter(({ use }) => use === "creator");
    expect(used.reduce((sum, { count }) => sum + count, 0)).toBe(2879); // all but the genesis block's
  });
});

describe.skipIf(!hasSharedRecordings)("rows of the recorded Raft ledger", () => {
  let rows: KeptRows;
  beforeAll(async () => {
    rows = await ledgerOf(path.join(sharedRecordings, "v2.5.4/peer0.org1.blockfile_000000.xz"));
  });

  test("tell what the recording's README tells: two configurations, a collection, an upgrade, a delete", () => {
    expect(counts(rows)).toMatchObject({
      blocks: 212,
      transactions: 5814,
      actions: 5812,
      configs: 2,
      blockSignatures: 211,
    });
    expect(updates(rows)).toEqual([
      [
        157,
        "/Channel/Orderer/BatchSize",
        "changed",
        "max_message_count 10, absolute_max_bytes 103809024, preferred_max_bytes 524288",
        "max_message_count 100, absolute_max_bytes 103809024, preferred_max_bytes 524288",
        1n,
        ["OrdererMSP"],
      ],
    ]);
    expect(rows.writes.filter((row) => row.is_delete).map(({ height }) => height)).toEqual([153]);
    expect(rows.privateHashes.filter(({ collection }) => collection === "secret").map(({ height }) => height)).toEqual([
      150, 151, 152,
    ]);
    expect(lifecycle(rows).filter((line) => line.includes("commit"))).toEqual([
      "3 commit bench 1 1 Org1MSP OR('Org1MSP.peer', 'Org2MSP.peer')",
      "6 commit bench2 1 1 Org1MSP AND('Org1MSP.peer', 'Org2MSP.peer')",
      "149 commit pvt 1 1 Org1MSP OR('Org1MSP.peer', 'Org2MSP.peer')",
      "156 commit bench 2 2 Org1MSP OR('Org1MSP.peer', 'Org2MSP.peer')",
    ]);
  });

  test("tell the members of the Raft cluster and its index", () => {
    const of = (height: number) =>
      JSON.parse(text(rows.blocks.find((block) => block.height === height)?.consensus ?? ""));
    expect(of(1)).toMatchObject({ consenter_ids: ["1", "2", "3"], next_consenter_id: "4" });
    expect(Number(of(211).raft_index)).toBeGreaterThan(Number(of(1).raft_index));
  });
});

describe.skipIf(!hasSharedRecordings)("rows of the recorded ledger of Fabric 1.4", () => {
  test("tell the deployment by LSCC, with the arguments of its first call", async () => {
    const rows = await ledgerOf(path.join(sharedRecordings, "v1.4.12/peer.blockfile_000000"), "ch14");
    expect(counts(rows)).toMatchObject({ blocks: 27, transactions: 112, actions: 111, events: 110, configs: 1 });
    expect(rows.lifecycle).toMatchObject([
      { height: 1, step: "deploy", chaincode: "bench", version: "1.0", language: "NODE", validation_plugin: "vscc" },
    ]);
    expect(rows.lifecycle[0]?.init_args.map(text)).toEqual(["put", "init", "0"]);
    const acls = rows.configItems.find(({ name }) => name === "ACLs");
    expect(text(acls?.text ?? "")).toContain("acls.event/Block.policy_ref /Channel/Application/Readers");
  });
});
