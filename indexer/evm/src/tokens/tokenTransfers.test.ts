import { AbiCoder, Interface, id, zeroPadValue } from "ethers";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../hex.ts";
import { tokenTransfers } from "./tokenTransfers.ts";

const coder = AbiCoder.defaultAbiCoder();
const TRANSFER = id("Transfer(address,address,uint256)");
const address = (last: string): string => `0x${last.padStart(40, "0")}`;
const padded = (last: string): string => zeroPadValue(address(last), 32);
const TOKEN = fromHex(address("aa"));

function log(topics: readonly string[], data: string) {
  return { address: TOKEN, topics: topics.map(fromHex), data: fromHex(data) };
}

const erc1155 = new Interface([
  "event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)",
  "event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)",
]);

function emitted(event: string, values: readonly unknown[]) {
  const { topics, data } = erc1155.encodeEventLog(event, values);
  return log(topics, data);
}

test("three topics are an ERC-20 transfer, four an ERC-721 one", () => {
  const amount = (1n << 256n) - 1n;
  const [fungible] = tokenTransfers(log([TRANSFER, padded("1"), padded("2")], coder.encode(["uint256"], [amount])));
  expect(fungible).toMatchObject({ standard: "erc20", amount });
  expect(toHex(fungible?.from ?? TOKEN)).toBe(address("1"));
  expect(toHex(fungible?.to ?? TOKEN)).toBe(address("2"));
  expect(fungible).not.toHaveProperty("tokenId");
  const id = coder.encode(["uint256"], [77n]);
  expect(tokenTransfers(log([TRANSFER, padded("1"), padded("2"), id], "0x"))).toMatchObject([
    { standard: "erc721", tokenId: 77n, amount: 1n },
  ]);
});

test("a batch gives one transfer per token, in its order, the empty batch none", () => {
  const parties = [address("9"), address("1"), address("2")];
  expect(tokenTransfers(emitted("TransferSingle", [...parties, 5n, 6n]))).toMatchObject([
    { standard: "erc1155", batchIndex: 0, tokenId: 5n, amount: 6n },
  ]);
  const batch = tokenTransfers(emitted("TransferBatch", [...parties, [3n, 1n, 2n], [30n, 10n, 20n]]));
  expect(batch.map(({ batchIndex, tokenId, amount }) => [batchIndex, tokenId, amount])).toEqual([
    [0, 3n, 30n],
    [1, 1n, 10n],
    [2, 2n, 20n],
  ]);
  expect(toHex(batch[0]?.operator ?? TOKEN)).toBe(address("9"));
  expect(tokenTransfers(emitted("TransferBatch", [...parties, [], []]))).toEqual([]);
});

const word = (value: bigint): string => coder.encode(["uint256"], [value]).slice(2);
const batchTopics = [
  id("TransferBatch(address,address,address,uint256[],uint256[])"),
  padded("9"),
  padded("1"),
  padded("2"),
];
const singleTopics = [id("TransferSingle(address,address,address,uint256,uint256)"), ...batchTopics.slice(1)];

test.each([
  ["an ERC-20 transfer whose arguments are not indexed", [TRANSFER], `0x${word(1n)}${word(2n)}${word(3n)}`],
  ["an ERC-20 transfer without an amount", [TRANSFER, padded("1"), padded("2")], "0x"],
  ["an ERC-20 transfer with bytes left over", [TRANSFER, padded("1"), padded("2")], `0x${word(1n)}00`],
  ["an address that is longer than an address", [TRANSFER, `0x01${"0".repeat(62)}`, padded("2")], `0x${word(1n)}`],
  ["an ERC-721 transfer with data", [TRANSFER, padded("1"), padded("2"), padded("3")], `0x${word(1n)}`],
  ["a single transfer cut short", singleTopics, `0x${word(1n)}`],
  [
    "a batch of different lengths",
    batchTopics,
    `0x${word(64n)}${word(128n)}${word(1n)}${word(7n)}${word(2n)}${word(1n)}`,
  ],
  ["a batch that claims 2^255 tokens", batchTopics, `0x${word(64n)}${word(96n)}${word(1n << 255n)}${word(1n << 255n)}`],
  ["a batch whose arrays lie on each other", batchTopics, `0x${word(64n)}${word(64n)}${word(0n)}${word(0n)}`],
  ["a batch without data", batchTopics, "0x"],
  ["another event", [id("Approval(address,address,uint256)"), padded("1"), padded("2")], `0x${word(1n)}`],
  ["a log without topics", [], "0x"],
])("%s stays a log alone", (_, topics, data) => {
  expect(tokenTransfers(log(topics, data))).toEqual([]);
});
