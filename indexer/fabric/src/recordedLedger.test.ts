import { readdirSync } from "node:fs";
import { tallyChecks } from "@ledgerscope/core";
import { decodeMetadata } from "@ledgerscope/proof";
import { beforeAll, describe, expect, test } from "vitest";
import { configtxlatorView, leaves, storedView } from "./test/configtxlator.ts";
import {
  configOf,
  type DecodedLedger,
  decodeLedger,
  fixture,
  fixtureLedger,
  readJsonFile,
  readXz,
} from "./test/recordings.ts";
import { replay } from "./test/replay.ts";

let ledger: DecodedLedger;
beforeAll(async () => {
  ledger = await decodeLedger(configOf(fixtureLedger));
});

const countBy = <Key extends string | number>(keys: readonly Key[]): Record<Key, number> => {
  const counts = {} as Record<Key, number>;
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

describe("the recorded BFT ledger", () => {
  test("has the blocks, envelopes and outcomes that its recording counts", () => {
    expect(ledger.rows.blocks.length).toBe(201);
    expect(ledger.rows.envelopes.length).toBe(2880);
    expect(countBy(ledger.rows.transactions.map((tx) => tx.validation_name))).toEqual({
      VALID: 2539,
      ENDORSEMENT_POLICY_FAILURE: 67,
      MVCC_READ_CONFLICT: 177,
      PHANTOM_READ_CONFLICT: 97,
    });
    expect(ledger.rows.transactions.filter((tx) => tx.decode_error !== "")).toEqual([]);
  });

  test("verifies in every check, apart from the unsigned genesis block", () => {
    expect(ledger.quarantined).toEqual([]);
    expect(tallyChecks(ledger.checks)).toEqual({
      envelope_reencoding: { verified: 201 },
      data_hash: { verified: 201 },
      header_chain: { verified: 201 },
      tx_ids: { verified: 201 },
      proposal_hashes: { verified: 201 },
      orderer_signatures: { verified: 200, unverified: 1 },
      last_config: { verified: 201 },
      commit_hash: { verified: 201 },
    });
  });

  test("carries 600 orderer signatures, three a block, of named consenters", () => {
    const signatures = ledger.blocks.flatMap(
      ({ block }) => decodeMetadata(block?.metadata[0] ?? new Uint8Array()).signatures,
    );
    expect(signatures.length).toBe(600);
    expect(signatures.every((signature) => signature.identifierHeader.length > 0)).toBe(true);
    const signers = countBy(ledger.rows.blocks.flatMap((block) => block.orderer_msps as string[]));
    expect(Object.keys(signers).sort()).toEqual(["Ord1MSP", "Ord2MSP", "Ord3MSP", "Ord4MSP"]);
    expect(Object.values(signers).reduce((a, b) => a + b)).toBe(600);
  });

  test("tells of each transaction what its client saw", async () => {
    const lines = (await readXz(`${fixture}/client-tx.jsonl.xz`)).toString("utf8").trim().split("\n");
    const seen = lines.map((line) => JSON.parse(line)).filter((tx) => tx.block !== undefined && tx.block !== null);
    const stored = new Map(ledger.rows.transactions.map((tx) => [tx.tx_id, tx]));
    expect(seen.length).toBeGreaterThan(2800);
    const disagreements = seen.filter((tx) => {
      const row = stored.get(tx.txid);
      return !(
        row &&
        row.validation_code === tx.code &&
        row.height === tx.block &&
        row.chaincode === tx.cc &&
        Buffer.from(row.function as Uint8Array).toString() === tx.fn &&
        row.creator_msp === tx.org
      );
    });
    expect(disagreements).toEqual([]);
  });

  test("decodes as configtxlator does, in every field of its JSON", async () => {
    const files = readdirSync(`${fixture}/json`);
    expect(files.length).toBe(5);
    let compared = 0;
    for (const file of files) {
      const theirs = configtxlatorView(await readJsonFile(`${fixture}/json/${file}`));
      expect(storedView(ledger.rows, Number.parseInt(file, 10))).toEqual(theirs);
      compared += leaves(theirs);
    }
    expect(compared).toBe(2421);
  });

  test("every read conflict is a stale read in a replay, and no valid transaction has one", () => {
    const replayed = replay(ledger.rows);
    const conflicts = replayed.filter(({ code }) => code === 11);
    expect(conflicts.length).toBe(177);
    expect(conflicts.filter(({ staleReads }) => staleReads === 0)).toEqual([]);
    expect(
      replayed.filter(({ code, staleReads, staleRangeReads }) => code === 0 && staleReads + staleRangeReads > 0),
    ).toEqual([]);
  });

  test("time runs forward along the chain", () => {
    const times = ledger.rows.blocks.map((block) => block.time);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(new Date(times.at(-1) ?? 0).toISOString()).toBe("2026-11-21T08:45:11.307Z");
  });
});
