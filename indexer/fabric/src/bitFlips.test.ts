import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Flip, FlippedLedger } from "./test/bitFlips.ts";
import { fixtureLedger, hasSharedRecordings, readXz, sharedRecordings } from "./test/recordings.ts";

/** Random bits per ledger; 10,000 for the table of the README. */
const FLIPS = Number(process.env["LEDGERSCOPE_BIT_FLIPS"] ?? 500);

/** Bytes that nothing covers, of a ledger's metadata, each with the reason. */
const UNCOVERED: Readonly<Record<string, string>> = {
  "0 metadata SIGNATURES": "block 0 is signed by nobody; its hash covers header and data alone",
  "0 metadata TRANSACTIONS_FILTER": "the first commit hash is block 1's, and covers block 1's codes",
};

const LEDGERS = [
  { name: "3.1.5, BFT", file: fixtureLedger },
  { name: "2.5.4, Raft", file: path.join(sharedRecordings, "v2.5.4/peer0.org1.blockfile_000000.xz") },
  { name: "2.5.4, an orderer's copy", file: path.join(sharedRecordings, "v2.5.4/orderer.blockfile_000000.xz") },
  { name: "1.4.12, solo", file: path.join(sharedRecordings, "v1.4.12/peer.blockfile_000000") },
];

const open = async (file: string): Promise<FlippedLedger> =>
  FlippedLedger.open(file.endsWith(".xz") ? await readXz(file) : await readFile(file));

const reasonFor = ({ height, foundBy }: Flip): string | undefined => UNCOVERED[`${height} ${foundBy}`];

const describeFlip = ({ height, offset, bit, foundBy }: Flip): string =>
  `block ${height}, byte ${offset}, bit ${bit}: ${foundBy}`;

describe.each(LEDGERS)("one flipped bit in a block file of Fabric $name", ({ file }) => {
  const isThere = file === fixtureLedger || hasSharedRecordings;

  test.skipIf(!isThere)(
    `in any of ${FLIPS} random places is found at its block`,
    async () => {
      const ledger = await open(file);
      const tally: Record<string, number> = {};
      const missed: Flip[] = [];
      for (const [at, bit] of randomPlaces(ledger.length, FLIPS)) {
        const flip = await ledger.flip(at, bit);
        const key = flip.isFound ? flip.foundBy : `not found: ${flip.foundBy} of block ${flip.height}`;
        tally[key] = (tally[key] ?? 0) + 1;
        if (!flip.isFound) missed.push(flip);
      }
      if (FLIPS > 500) console.info(path.basename(path.dirname(file)), path.basename(file), tally);
      expect(missed.filter((flip) => !reasonFor(flip)).map(describeFlip)).toEqual([]);
    },
    FLIPS * 100 + 60_000,
  );

  test.skipIf(!isThere)(
    "everywhere in the metadata of the first blocks is found, apart from what is listed",
    async () => {
      const ledger = await open(file);
      const missed: Flip[] = [];
      // Block 0 whole, and of the next two what stands around keys and signatures: each third byte.
      for (const [height, step] of [
        [0, 1],
        [1, 3],
        [2, 3],
      ] as const) {
        const { from, to } = ledger.metadataOf(height);
        for (let at = from; at < to; at += step) {
          for (let bit = 0; bit < 8; bit++) {
            const flip = await ledger.flip(at, bit);
            if (!flip.isFound) missed.push(flip);
          }
        }
      }
      expect(missed.filter((flip) => !reasonFor(flip)).map(describeFlip)).toEqual([]);
      // The list is no longer than it must be.
      expect(
        [...new Set(missed.map(({ height, foundBy }) => `${height} ${foundBy}`))].every((key) => key in UNCOVERED),
      ).toBe(true);
      expect(missed.length).toBeLessThan(64);
    },
  );
});

/** The same places in every run. */
function* randomPlaces(length: number, count: number): Iterable<[at: number, bit: number]> {
  let random = 20261121;
  const next = (below: number): number => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return Math.floor((random / 2 ** 32) * below);
  };
  for (let index = 0; index < count; index++) yield [next(length), next(8)];
}
