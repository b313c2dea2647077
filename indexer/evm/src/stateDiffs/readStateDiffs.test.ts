import { expect, test } from "vitest";
import { fromHex, toHex } from "../hex.ts";
import { readPrestate } from "./readPrestate.ts";
import { readStateDiff } from "./readStateDiff.ts";
import type { BlockStateDiffs } from "./stateChange.ts";

const address = (last: string): string => `0x${last.padStart(40, "0")}`;
const word = (last: string): string => `0x${last.padStart(64, "0")}`;
const transactions = [{ hash: fromHex(word("77")), from: fromHex(address("1")) }];

const rows = ({ changes }: BlockStateDiffs): string[] =>
  changes
    .map(({ address: of, kind, slot, before, after }) =>
      [
        toHex(of).slice(-2),
        kind,
        slot ? toHex(slot).slice(-2) : "",
        toHex(before).slice(-4),
        toHex(after).slice(-4),
      ].join(" "),
    )
    .sort();

/**
 * 01 pays and counts up; 0a changes one slot, clears one, sets one; 0b is created with code; 0c is destroyed.
 */
const geth = [
  {
    txHash: word("77"),
    result: {
      pre: {
        [address("1")]: { balance: "0x64", nonce: 4 },
        [address("a")]: {
          balance: "0x7",
          nonce: 1,
          code: "0x6001",
          storage: { [word("1")]: word("5"), [word("2")]: word("6") },
        },
        [address("c")]: { balance: "0x9", nonce: 1, code: "0xfe", storage: { [word("8")]: word("1") } },
      },
      post: {
        [address("1")]: { balance: "0x50", nonce: 5 },
        [address("a")]: { storage: { [word("1")]: word("55"), [word("3")]: word("66") } },
        [address("b")]: { balance: "0x2", nonce: 1, code: "0x6002" },
      },
    },
  },
];
const star = (from: string, to: string) => ({ "*": { from, to } });
const parity = [
  {
    transactionHash: word("77"),
    stateDiff: {
      [address("1")]: { balance: star("0x64", "0x50"), nonce: star("0x4", "0x5"), code: "=", storage: {} },
      [address("a")]: {
        balance: "=",
        nonce: "=",
        code: "=",
        storage: {
          [word("1")]: star(word("5"), word("55")),
          [word("2")]: star(word("6"), word("0")),
          [word("3")]: star(word("0"), word("66")),
        },
      },
      [address("b")]: { balance: { "+": "0x2" }, nonce: { "+": "0x1" }, code: { "+": "0x6002" }, storage: {} },
      [address("c")]: {
        balance: { "-": "0x9" },
        nonce: { "-": "0x1" },
        code: { "-": "0xfe" },
        storage: { [word("8")]: { "-": word("1") } },
      },
    },
  },
];

test("geth's prestate and parity's diff of one transaction give the same changes, and only what changed", () => {
  const expected = [
    "01 balance  0064 0050",
    "01 nonce  0004 0005",
    "0a storage 01 0005 0055",
    "0a storage 02 0006 0000",
    "0a storage 03 0000 0066",
    "0b balance  0000 0002",
    "0b code  0x 6002",
    "0b nonce  0000 0001",
    "0c balance  0009 0000",
    "0c code  0xfe 0x",
    "0c nonce  0001 0000",
    "0c storage 08 0001 0000",
  ];
  expect(rows(readPrestate(geth, transactions))).toEqual(expected);
  expect(rows(readStateDiff(parity, transactions))).toEqual(expected);
});

const accountOf = (account: object) => [{ result: { pre: {}, post: { [address("1")]: account } } }];

test.each([
  ["an error", [{ error: "no state" }], "the node says: no state"],
  ["no diff", [{ result: { pre: {} } }], "post is not an object"],
  ["another transaction", [{ txHash: word("78"), result: {} }], "the answer is of another transaction"],
  ["a balance above 256 bits", accountOf({ balance: `0x1${"0".repeat(64)}` }), "balance is not an integer"],
  ["a nonce that is no integer", accountOf({ nonce: 1.5 }), "nonce is not an integer"],
  ["a slot that is no word", accountOf({ storage: { x: word("1") } }), "x is no storage slot"],
  ["a value that is no word", accountOf({ storage: { [word("1")]: "0x1" } }), "value is not 32 bytes"],
  [
    "a key that is no address",
    [{ result: { pre: {}, post: { __proto__x: { nonce: 1 } } } }],
    "__proto__x is no address",
  ],
])("prestateTracer: %s is named and no row made", (_, answer, reason) => {
  expect(readPrestate(answer, transactions)).toEqual({
    tracer: "prestateTracer",
    changes: [],
    missing: [{ txIndex: 0, reason }],
  });
});

test("stateDiff: what is wrong with one transaction leaves the others", () => {
  const two = [...transactions, ...transactions];
  const broken = { transactionHash: word("77"), stateDiff: { [address("1")]: { balance: { "*": "x" } } } };
  const { changes, missing } = readStateDiff([broken, ...parity], two);
  expect(missing).toEqual([{ txIndex: 0, reason: "balance is not an object" }]);
  expect(changes).toHaveLength(12);
  expect(changes.every(({ txIndex }) => txIndex === 1)).toBe(true);
});
