import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { tallyChecks } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { configtxlatorView, storedView } from "./test/configtxlator.ts";
import {
  configOf,
  decodeLedger,
  hasSharedRecordings,
  readJsonFile,
  sharedRecordings,
  text,
} from "./test/recordings.ts";
import { replay } from "./test/replay.ts";

if (!hasSharedRecordings) console.warn("skipped: Fabric 2.5.4 and 1.4.12, as ../shared/data/fabric is not there");

const RECORDINGS = [
  {
    name: "2.5.4, Raft, a peer's copy",
    file: "v2.5.4/peer0.org1.blockfile_000000.xz",
    channel: "mychannel",
    blocks: 212,
    codes: { 0: 5398, 10: 1, 11: 335, 12: 80 } as Record<number, number>,
    commitHash: { verified: 212 },
    lastConfig: { verified: 212 },
  },
  {
    name: "2.5.4, Raft, an orderer's copy, which nobody validated",
    file: "v2.5.4/orderer.blockfile_000000.xz",
    channel: "mychannel",
    blocks: 212,
    codes: { 254: 5814 },
    commitHash: { verified: 1, unverified: 211 },
    lastConfig: { verified: 212 },
  },
  {
    name: "1.4.12, solo",
    file: "v1.4.12/peer.blockfile_000000",
    channel: "ch14",
    blocks: 27,
    codes: { 0: 81, 11: 31 },
    commitHash: { verified: 27 },
    lastConfig: { verified: 26, unverified: 1 },
  },
];

describe.skipIf(!hasSharedRecordings).each(RECORDINGS)("Fabric $name", (recording) => {
  test("verifies, decodes and replays without a disagreement", async () => {
    const ledger = await decodeLedger(configOf(path.join(sharedRecordings, recording.file), recording.channel));
    expect(ledger.quarantined).toEqual([]);
    const { blocks } = recording;
    expect(tallyChecks(ledger.checks)).toEqual({
      envelope_reencoding: { verified: blocks },
      data_hash: { verified: blocks },
      header_chain: { verified: blocks },
      tx_ids: { verified: blocks },
      proposal_hashes: { verified: blocks },
      orderer_signatures: { verified: blocks - 1, unverified: 1 },
      last_config: recording.lastConfig,
      commit_hash: recording.commitHash,
    });
    const codes: Record<number, number> = {};
    for (const { validation_code: code } of ledger.rows.transactions) codes[code] = (codes[code] ?? 0) + 1;
    expect(codes).toEqual(recording.codes);
    expect(ledger.rows.transactions.filter((tx) => tx.decode_error !== "")).toEqual([]);
    if (!("11" in recording.codes)) return;
    const replayed = replay(ledger.rows);
    expect(replayed.filter(({ code, staleReads }) => code === 11 && staleReads === 0)).toEqual([]);
    expect(replayed.filter(({ code, staleReads }) => code === 0 && staleReads > 0)).toEqual([]);
  });
});

describe.skipIf(!hasSharedRecordings)("Fabric 2.5.4", () => {
  test("tells of each transaction what its client saw", async () => {
    const folder = path.join(sharedRecordings, "v2.5.4");
    const files = (await readdir(folder)).filter((file) => file.startsWith("client-tx-"));
    const lines = await Promise.all(
      files.map(async (file) =>
        gunzipSync(await readFile(path.join(folder, file)))
          .toString("utf8")
          .trim()
          .split("\n"),
      ),
    );
    const seen = lines
      .flat()
      .map((line) => JSON.parse(line))
      .filter((tx) => tx.code !== undefined);
    const { rows } = await decodeLedger(configOf(path.join(folder, "peer0.org1.blockfile_000000.xz")));
    const stored = new Map(rows.transactions.map((tx) => [tx.tx_id, tx]));
    expect(seen.length).toBeGreaterThan(5_000);
    const disagreements = seen.filter((tx) => {
      const row = stored.get(tx.txid);
      return !(
        row &&
        row.validation_code === tx.code &&
        row.chaincode === tx.cc &&
        text(row.function) === tx.fn &&
        row.creator_msp === `O${tx.org.slice(1)}MSP`
      );
    });
    expect(disagreements).toEqual([]);
  });

  test("decodes as configtxlator does, in every field of its JSON", async () => {
    const folder = path.join(sharedRecordings, "v2.5.4/json");
    const { rows } = await decodeLedger(configOf(path.join(sharedRecordings, "v2.5.4/peer0.org1.blockfile_000000.xz")));
    const files = await readdir(folder);
    expect(files.length).toBe(12);
    for (const file of files) {
      const theirs = configtxlatorView(await readJsonFile(path.join(folder, file)));
      expect(storedView(rows, Number.parseInt(file, 10))).toEqual(theirs);
    }
  });
});
