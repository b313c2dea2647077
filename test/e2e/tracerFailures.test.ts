import { operator } from "@ledgerscope/core";
import { type FailedTransaction, why, whyFailed } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confusionMatrix, matrixText } from "./support/confusionMatrix.ts";
import { expectedMatrices } from "./support/expectedMatrices.ts";
import { RecordedNetworks, type RecordingName, recordingFiles } from "./support/recordedNetwork.ts";
import { replayConflicts } from "./support/replayConflicts.ts";

const RECORDINGS: readonly RecordingName[] = [
  ...(["fabric-failures", "fabric-relief-fund", "fabric-bft"] as const),
  ...(process.env["LEDGERSCOPE_ALL_RECORDINGS"] ? (["v2.5.4"] as const) : []),
];

interface Explained {
  readonly failed: readonly FailedTransaction[];
  /** Validation codes on the ledger, by transaction; of a duplicate the first one. */
  readonly codes: ReadonlyMap<string, number>;
  /** Codes of all envelopes that are not VALID, by place. */
  readonly refused: ReadonlyMap<string, number>;
  /** Ids that some log names in full. */
  readonly seen: ReadonlySet<string>;
}

let networks: RecordedNetworks;
const explained = new Map<string, Explained>();

async function explain(network: string): Promise<Explained> {
  const failed: FailedTransaction[] = [];
  for await (const one of whyFailed(networks.warehouse, operator, network)) failed.push(one);
  const rows = await networks.warehouse.query<{ id: string; place: string; code: number }>(
    `SELECT tx_id AS id, concat(toString(height), ':', toString(tx_index)) AS place, validation_code AS code
FROM store.fabric_transactions WHERE network = {network:String} ORDER BY height DESC, tx_index DESC`,
    { network },
  );
  const ids = await networks.warehouse.query<{ id: string }>(
    "SELECT DISTINCT id FROM store.stage_facts WHERE network = {network:String} AND subject = 'tx' AND length(id) = 64",
    { network },
  );
  return {
    failed,
    codes: new Map(rows.map(({ id, code }) => [id, code])),
    refused: new Map(rows.filter(({ code }) => code !== 0).map(({ place, code }) => [place, code])),
    seen: new Set(ids.map(({ id }) => id)),
  };
}

beforeAll(async () => {
  networks = await RecordedNetworks.open();
  for (const name of RECORDINGS) {
    const files = recordingFiles(name);
    if (!files) {
      console.warn(`${name} is not on this machine: its claims are skipped`);
      continue;
    }
    await networks.add(files, { passes: true });
    explained.set(name, await explain(name));
  }
}, 600_000);
afterAll(() => networks?.close());

describe.each(RECORDINGS)("why transactions failed in %s:", (name) => {
  const files = recordingFiles(name);
  const found = (): Explained => explained.get(name) as Explained;

  test.skipIf(!files)("what was provoked is what is diagnosed, intent by intent", () => {
    const matrix = confusionMatrix(files?.clients ?? [], found().failed);
    if (process.env["LEDGERSCOPE_PRINT_MATRIX"]) console.log(matrixText(name, matrix));
    expect(matrix).toEqual(expectedMatrices[name]);
  });

  test.skipIf(!files)("every refused envelope is explained once, and no VALID transaction is", () => {
    const { failed, codes, refused } = found();
    const placed = failed.filter(({ height }) => height !== null);
    const explainedPlaces = placed.map(({ height, tx_index, code }) => [`${height}:${tx_index}`, code]);
    expect(Object.fromEntries(explainedPlaces)).toEqual(Object.fromEntries(refused));
    expect(placed).toHaveLength(refused.size);
    const unplaced = failed.filter(({ height }) => height === null);
    expect(unplaced.filter(({ id }) => codes.has(id))).toEqual([]);
    expect(new Set(unplaced.map(({ id }) => id)).size).toBe(unplaced.length);
  });

  test.skipIf(!files)("every submission that failed and stands in some log is explained", () => {
    const { failed, codes, seen } = found();
    const ids = new Set(failed.map(({ id }) => id));
    const lost = (files?.clients ?? []).filter(({ txId, code }) => code === undefined && !codes.has(txId));
    expect(lost.filter(({ txId }) => seen.has(txId) && !ids.has(txId))).toEqual([]);
  });

  test.skipIf(!files)("read conflicts have the culprits that an independent replay of the ledger finds", async () => {
    const replayed = await replayConflicts(networks.warehouse, name);
    const conflicts = found().failed.filter(({ code }) => code === 11);
    expect(Object.fromEntries(conflicts.map(({ id, culprits }) => [id, culprits]))).toEqual(replayed);
  });

  test.skipIf(!files)(
    "a conflict within a block is called so exactly where a culprit stands in the block",
    async () => {
      const heights = await networks.warehouse.query<{ id: string; height: string }>(
        "SELECT tx_id AS id, toString(height) AS height FROM store.fabric_transactions WHERE network = {name:String} AND validation_code = 0",
        { name },
      );
      const heightOf = new Map(heights.map(({ id, height }) => [id, Number(height)]));
      for (const { id, code, height, culprits, sub_causes } of found().failed) {
        if (code !== 11) continue;
        const within = culprits.some((culprit) => heightOf.get(culprit) === height);
        expect(sub_causes.includes("hot_key_in_block"), id).toBe(within);
        expect(sub_causes.includes("overtaken"), id).toBe(!within);
      }
    },
  );

  test.skipIf(!files)("one that is asked about alone is explained as it is among all", async () => {
    const { failed } = found();
    const sample = failed.filter((_, index) => index % Math.ceil(failed.length / 4) === 0);
    for (const { id, height, tx_index, diagnosis, sub_causes, confidence } of sample) {
      const place = height === null ? {} : { place: { height, txIndex: tx_index as number } };
      const alone = (await why(networks.warehouse, operator, { id, network: name, ...place }))?.diagnosis;
      const causes = alone?.subCauses ?? [alone?.subCause];
      expect([alone?.code, causes, alone?.confidence], id).toEqual([diagnosis, sub_causes, confidence]);
    }
  });

  test.skipIf(!files)("each explanation says what, why and what to do, in both languages", () => {
    for (const one of found().failed) {
      expect(one.kind).toBe("failure");
      expect(one.confidence, one.id).toBeGreaterThan(0.4);
      expect(one.proof.length, one.id).toBeGreaterThan(0);
      for (const { en, zh } of [one.title, one.summary, one.advice]) {
        expect(en, one.id).not.toBe("");
        expect(zh, one.id).toMatch(/\p{Script=Han}/u);
      }
      if (one.code === 11) expect(one.keys.length, one.id).toBeGreaterThan(0);
    }
  });
});

describe("with less than everything logged", () => {
  test("the ledger alone, without passes, gives the same diagnoses of what it holds, and nothing of what it does not", async () => {
    const files = recordingFiles("fabric-failures");
    if (!files) throw new Error("the recording is part of the repository");
    await networks.add(files, { network: "ledger-alone", logs: "none" });
    const { failed } = await explain("ledger-alone");
    const codesOf = (all: readonly FailedTransaction[]) =>
      all.filter(({ height }) => height !== null).map(({ id, diagnosis }) => [id, diagnosis]);
    expect(codesOf(failed)).toEqual(codesOf(explained.get("fabric-failures")?.failed ?? []));
    expect(failed.filter(({ height }) => height === null)).toEqual([]);
    expect(failed.filter(({ sub_cause }) => sub_cause === "stale_endorser")).toEqual([]);
  });

  test("logs at info still name every refusal that carries its transaction's id", async () => {
    const files = recordingFiles("fabric-failures");
    if (!files) throw new Error("the recording is part of the repository");
    await networks.add(files, { network: "info", logs: "info" });
    const { failed } = await explain("info");
    const matrix = confusionMatrix(
      files.clients,
      failed.filter(({ height }) => height === null),
    );
    expect(matrix).toEqual(expectedMatrices.info);
  });
});
