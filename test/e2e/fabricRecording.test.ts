import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { common, peer } from "@hyperledger/fabric-protos";
import { openKeyGuard, readRecorded, type Seen } from "@ledgerscope/fabric-traffic";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerscope, projectFolder, root } from "./support/cli.ts";
import { type RecordedRun, readRun } from "./support/fabricRecording.ts";
import { verifyAttestation } from "./support/verifyAttestation.ts";

const ENDORSER_TRANSACTION = 3;
const DUPLICATE_TXID = 9;

interface Row {
  readonly height: number;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly chaincode: string;
  readonly validation_code: number;
}

describe.each(["fabric-relief-fund", "fabric-failures"])("%s: what was recorded and what is indexed", (name) => {
  const folder = path.join(root, "test/fixtures", name);
  let run: RecordedRun;
  let project: Awaited<ReturnType<typeof projectFolder>>;
  let rows: Row[];

  beforeAll(async () => {
    run = await readRun(folder);
    project = await projectFolder(`
warehouse: { path: ./data }
networks:
  recorded: { family: fabric, channel: ${run.recording.channel}, ledger: ${folder}/blockfile_000000.xz }
`);
    const result = await ledgerscope(project.folder, "backfill", "--network", "recorded");
    expect(result.code, result.stderr).toBe(0);
    rows = await sql<Row>(
      `SELECT toUInt32(height) AS height, tx_index, tx_id, chaincode, validation_code
       FROM fabric_transactions ORDER BY height, tx_index`,
    );
  });
  afterAll(() => project.remove());

  const sql = async <T>(query: string): Promise<T[]> => {
    const result = await ledgerscope(project.folder, "sql", "--format", "JSONEachRow", query);
    expect(result.code, result.stderr).toBe(0);
    return result.json<T>();
  };
  /** A transaction id may stand on the ledger twice: the one that counted comes first. */
  const counted = (): Map<string, Row> =>
    new Map(rows.filter((row) => row.validation_code !== DUPLICATE_TXID).map((row) => [row.tx_id, row]));

  test("every peer told the recorder the same transactions, places and codes that are indexed", () => {
    const indexed = rows.map(({ height, tx_index, tx_id, validation_code }) => [
      height,
      tx_index,
      tx_id,
      validation_code,
    ]);
    expect(indexed.length).toBeGreaterThan(500);
    expect(run.peers.size).toBe(3);
    for (const blocks of run.peers.values()) {
      const told = blocks.flatMap(({ block, transactions }) =>
        transactions.map(({ txId, code }, place) => [block, place, txId, code]),
      );
      expect(told).toEqual(indexed);
    }
  });

  test("every peer's commit hash is the one indexed, block for block", async () => {
    const indexed = await sql<{ height: number; commit_hash: string }>(
      "SELECT toUInt32(height) AS height, commit_hash FROM fabric_blocks ORDER BY height",
    );
    expect(indexed.length).toBe(run.recording.blocks);
    for (const blocks of run.peers.values())
      expect(blocks.map(({ block, commitHash }) => ({ height: block, commit_hash: commitHash }))).toEqual(indexed);
  });

  test("each transaction whose outcome a client heard of stands where it was told, with that code", () => {
    const stored = counted();
    const heard = run.clients.filter(({ code }) => code !== undefined);
    expect(heard.length).toBeGreaterThan(500);
    const differing = heard.filter(({ txId = "", code, block }) => {
      const row = stored.get(txId);
      return row === undefined || row.validation_code !== code || row.height !== block;
    });
    expect(differing).toEqual([]);
  });

  test("what no client sent to an orderer is not on the ledger", () => {
    const stored = counted();
    const neverSent = run.clients.filter(({ txId, sentUs }) => txId !== undefined && sentUs === undefined);
    expect(neverSent.length).toBeGreaterThan(0);
    expect(neverSent.filter(({ txId = "" }) => stored.has(txId))).toEqual([]);
    // Nor is what an orderer refused: an identity that had expired.
    const refused = run.clients.filter(
      ({ intends, failed }) => intends === "expiredInFlight" && failed?.stage === "submit",
    );
    expect(refused.filter(({ txId = "" }) => stored.has(txId))).toEqual([]);
  });

  test("nothing is on the ledger that no client submitted, besides configuration and lifecycle", () => {
    const submitted = new Set(run.clients.filter(({ sentUs }) => sentUs !== undefined).map(({ txId }) => txId));
    const unknown = rows.filter(
      ({ chaincode, tx_id }) => !["", "_lifecycle"].includes(chaincode) && !submitted.has(tx_id),
    );
    expect(unknown).toEqual([]);
    const twice = rows.filter(({ validation_code }) => validation_code === DUPLICATE_TXID).map(({ tx_id }) => tx_id);
    const resubmitted = new Set(run.clients.filter((one) => one.resubmitted?.acceptedUs).map(({ txId }) => txId));
    expect(twice.filter((id) => !resubmitted.has(id))).toEqual([]);
  });

  test("what a story says must become of a submission became of it", () => {
    const told = run.clients.filter(({ expects }) => expects !== undefined);
    expect(told.length > 500).toBe(name === "fabric-relief-fund");
    const tookEffect = ({ status }: Seen): boolean => status === "VALID";
    // Of two at the same moment either may lose: below.
    const rivals = new Set(told.filter(({ expects }) => expects === "conflict").map(({ n }) => n - 1));
    const committed = told.filter(({ expects, n }) => expects === "committed" && !rivals.has(n));
    expect(committed.filter((one) => !tookEffect(one))).toEqual([]);
    for (const one of told.filter(({ expects }) => expects === "refused")) {
      expect(one.failed?.stage, one.group).toBe("endorse");
      const said = [one.failed?.message, ...(one.failed?.details ?? []).map(({ message }) => message)].join();
      expect(said).toContain(one.expectsError);
    }
    for (const one of told.filter(({ expects }) => expects === "conflict")) {
      const rival = told.find(({ group, n }) => group === one.group && n === one.n - 1);
      expect([one, rival].filter((each) => each !== undefined && tookEffect(each)).length, one.group).toBe(1);
    }
  });

  test("every orderer's own signatures were recorded for every block", () => {
    const quorum = run.recording.consensus === "bft" ? 3 : 1;
    for (const blocks of run.orderers.values()) {
      expect(blocks.map(({ block }) => block)).toEqual(Array.from({ length: run.recording.blocks }, (_, n) => n));
      for (const { block, metadata } of blocks.slice(1)) {
        const signatures = common.Metadata.deserializeBinary(
          Buffer.from(metadata[0] ?? "", "base64"),
        ).getSignaturesList();
        expect(signatures.length, `block ${block}`).toBeGreaterThanOrEqual(quorum);
      }
    }
  });

  test("peers' signed answers verify, and say of each relief-fund transaction what is indexed", async () => {
    const trust = new Map<string, string>();
    for (const { mspId, ca } of run.recording.organisations)
      trust.set(mspId, await readFile(path.join(folder, ca), "utf8"));
    const mspOf = new Map(run.recording.nodes.map((node) => [node.name, node.mspId]));
    const answered = new Map<string, Set<string>>();
    const some = run.attestations.at(-1);
    for (const attestation of run.attestations) {
      const mspId = mspOf.get(attestation.peer) ?? "";
      const answer = verifyAttestation(attestation, trust.get(mspId) ?? "", mspId);
      if (attestation.function === "GetChainInfo") {
        expect(common.BlockchainInfo.deserializeBinary(answer).getHeight()).toBe(run.recording.blocks);
        continue;
      }
      const { txId, code } = processed(answer);
      expect([txId]).toEqual(attestation.args);
      expect(code).toBe(counted().get(txId)?.validation_code);
      answered.set(txId, (answered.get(txId) ?? new Set()).add(attestation.peer));
    }
    const relief = rows.filter(({ chaincode }) => chaincode === "relief-fund").map(({ tx_id }) => tx_id);
    expect([...answered.keys()].sort()).toEqual([...relief].sort());
    expect([...answered.values()].filter((peers) => peers.size !== run.peers.size)).toEqual([]);
    // One that was changed anywhere does not verify.
    if (!some) throw new Error("no attestations");
    const mspId = mspOf.get(some.peer) ?? "";
    for (const field of ["proposal", "payload", "signature"] as const) {
      const bytes = Buffer.from(some[field], "base64");
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      expect(() =>
        verifyAttestation({ ...some, [field]: bytes.toString("base64") }, trust.get(mspId) ?? "", mspId),
      ).toThrow();
    }
  });

  test("no file holds a private key", async () => {
    const guard = await openKeyGuard(path.join(folder, "certificates"));
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) guard.check(file, await readRecorded(folder, file));
  });
});

function processed(answer: Uint8Array): { txId: string; code: number } {
  const transaction = peer.ProcessedTransaction.deserializeBinary(answer);
  const envelope = transaction.getTransactionenvelope();
  const payload = common.Payload.deserializeBinary(envelope?.getPayload_asU8() ?? new Uint8Array());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  expect(header.getType()).toBe(ENDORSER_TRANSACTION);
  return { txId: header.getTxId(), code: transaction.getValidationcode() };
}
