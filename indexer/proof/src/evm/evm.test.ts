import { RLP } from "@ethereumjs/rlp";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, test } from "vitest";
import type { EvmHeader } from "./header.ts";
import { headerHash } from "./headerHash.ts";
import { headerProfile } from "./headerProfile.ts";
import { logsBloom } from "./logsBloom.ts";
import { orderedTrieRoot } from "./orderedTrieRoot.ts";
import { createdAddress, transactionHash } from "./transaction.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace("0x", ""), "hex"));
const hex = (data: Uint8Array | undefined): string | undefined => data && `0x${Buffer.from(data).toString("hex")}`;

/** Ethereum's first block, as published with the chain's specification. */
const genesis: EvmHeader = {
  parentHash: new Uint8Array(32),
  unclesHash: bytes("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"),
  miner: new Uint8Array(20),
  stateRoot: bytes("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544"),
  transactionsRoot: bytes("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"),
  receiptsRoot: bytes("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"),
  logsBloom: new Uint8Array(256),
  difficulty: 17_179_869_184n,
  number: 0n,
  gasLimit: 5_000n,
  gasUsed: 0n,
  timestamp: 0n,
  extraData: bytes("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa"),
  mixHash: new Uint8Array(32),
  nonce: bytes("0x0000000000000042"),
};

describe("header hash", () => {
  test("of Ethereum's genesis is the published one", () => {
    expect(hex(headerHash(genesis, keccak_256))).toBe(
      "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
    );
  });

  test("covers every field that the header has, and the absence of those that it has not", () => {
    const root = new Uint8Array(32);
    const london = { ...genesis, baseFeePerGas: 1n };
    const shanghai = { ...london, withdrawalsRoot: root };
    const cancun = { ...shanghai, blobGasUsed: 0n, excessBlobGas: 0n, parentBeaconBlockRoot: root };
    const prague = { ...cancun, requestsHash: root };
    const headers: EvmHeader[] = [genesis, london, shanghai, cancun, prague];
    expect(new Set(headers.map((header) => hex(headerHash(header, keccak_256)))).size).toBe(headers.length);
    expect(headers.map(headerProfile)).toEqual(headers.map(() => "ethereum"));
    // Zero and nothing have the same RLP: a field that is missing between others is not to be hashed over.
    expect(headerHash({ ...shanghai, baseFeePerGas: undefined }, keccak_256)).toBeUndefined();
    expect(headerHash({ ...prague, excessBlobGas: undefined }, keccak_256)).toBeUndefined();
  });

  test("has no rule for a header with the mixHash of IBFT and QBFT and the extra data of neither", () => {
    const mixHash = bytes("0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365");
    expect(headerProfile({ ...genesis, mixHash })).toBeUndefined();
    expect(headerHash({ ...genesis, mixHash }, keccak_256)).toBeUndefined();
  });
});

describe("ordered trie root", () => {
  /** The same trie by its definition, without sorting and in one go: an independent way to the root. */
  function byDefinition(entries: readonly (readonly [number[], Uint8Array])[]): unknown[] | Uint8Array {
    if (entries.length === 0) return new Uint8Array();
    const [[path, value]] = entries as [readonly [number[], Uint8Array]];
    const compact = (nibbles: number[], leaf: boolean): Uint8Array => {
      const flag = (leaf ? 2 : 0) + (nibbles.length % 2);
      const all = nibbles.length % 2 ? [flag, ...nibbles] : [flag, 0, ...nibbles];
      return bytes(all.map((nibble) => nibble.toString(16)).join(""));
    };
    if (entries.length === 1) return [compact(path, true), value];
    let shared = 0;
    while (entries.every(([other]) => other[shared] === path[shared])) shared++;
    if (shared > 0) {
      const child = byDefinition(entries.map(([other, item]) => [other.slice(shared), item] as const));
      return [compact(path.slice(0, shared), false), short(child)];
    }
    const children = Array.from({ length: 16 }, (_, nibble) =>
      short(
        byDefinition(
          entries.filter(([other]) => other[0] === nibble).map(([other, item]) => [other.slice(1), item] as const),
        ),
      ),
    );
    return [...children, new Uint8Array()];
  }
  const short = (node: unknown[] | Uint8Array): unknown => {
    if (node instanceof Uint8Array) return node;
    const encoded = RLP.encode(node as never);
    return encoded.length < 32 ? node : keccak_256(encoded);
  };

  test.each([0, 1, 2, 16, 17, 127, 128, 129, 256, 300])("of %i values is that of the definition", (count) => {
    // Short values too: nodes under 32 bytes stand in their parents themselves.
    const values = Array.from({ length: count }, (_, index) => new Uint8Array(1 + (index % 70)).fill(index % 256 || 1));
    const entries = values.map((value, index) => {
      const key = Buffer.from(RLP.encode(index)).toString("hex");
      return [[...key].map((digit) => Number.parseInt(digit, 16)), value] as const;
    });
    const expected = keccak_256(RLP.encode(byDefinition(entries) as never));
    expect(hex(orderedTrieRoot(values, keccak_256))).toBe(hex(expected));
  });
});

test("the bloom of no logs is empty, and one address sets at most three bits", () => {
  const bits = (bloom: Uint8Array): number =>
    bloom.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);
  expect(bits(logsBloom([], keccak_256))).toBe(0);
  const one = logsBloom([{ address: new Uint8Array(20), topics: [], data: new Uint8Array() }], keccak_256);
  expect(bits(one)).toBeGreaterThan(0);
  expect(bits(one)).toBeLessThanOrEqual(3);
});

test("a transaction of an unknown type has no hash", () => {
  const tx = { nonce: 0n, gasLimit: 0n, gasPrice: 0n, value: 0n, input: new Uint8Array(), v: 0n, r: 0n, s: 0n };
  const lists = { accessList: [], blobVersionedHashes: [], authorizationList: [] };
  expect(transactionHash({ ...tx, ...lists, type: 126 }, keccak_256)).toBeUndefined();
});

test("the address of a created contract is that of the known example", () => {
  // First contract of the first development account of every test mnemonic.
  const sender = bytes("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  expect(hex(createdAddress(sender, 0n, keccak_256))).toBe("0x5fbdb2315678afecb367f032d93f642f64180aa3");
});
