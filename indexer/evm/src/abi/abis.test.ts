import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AbiCoder, Fragment, FunctionFragment, Interface, id, zeroPadValue } from "ethers";
import { afterAll, describe, expect, test } from "vitest";
import { fromHex } from "../hex.ts";
import { Abis } from "./abis.ts";
import { knownDeclarations } from "./declarations.ts";

const coder = AbiCoder.defaultAbiCoder();
const address = (last: string): string => `0x${last.padStart(40, "0")}`;
const CONTRACT = address("c0ffee");
const OTHER = address("beef");
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-abis-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const well = await Abis.open();
const call = (abis: Abis, to: string, input: string) => abis.decodeCall({ to: fromHex(to), input: fromHex(input) });
const values = (decoding: { args: readonly { value: unknown }[] } | undefined) =>
  decoding?.args.map(({ value }) => value);

test("every known declaration is one for ethers, with the same signature", () => {
  const all = knownDeclarations();
  expect(all.length).toBeGreaterThan(1500);
  for (const { kind, text, signature } of all) {
    const fragment = Fragment.from(text);
    expect([fragment.type, fragment.format("sighash")]).toEqual([kind, signature]);
  }
});

describe("a call", () => {
  const erc20 = new Interface(["function transfer(address to, uint256 amount)"]);
  const transfer = erc20.encodeFunctionData("transfer", [OTHER, 1500n]);

  test("of a contract without an ABI is read by what is well known, and called a guess", () => {
    expect(call(well, CONTRACT, transfer)).toMatchObject({
      name: "transfer",
      signature: "transfer(address,uint256)",
      args: [
        { name: "to", type: "address", value: OTHER },
        { name: "value", type: "uint256", value: "1500" },
      ],
      source: "guess",
    });
  });

  test("of a contract with an ABI is read by it, and is no guess; a name binds it as an address does", async () => {
    // The same selector as transfer(address,uint256): only the contract's own ABI can know.
    const collides = new Interface(["function many_msg_babbage(bytes1 x)"]);
    expect(collides.getFunction("many_msg_babbage")?.selector).toBe("0xa9059cbb");
    const abi = JSON.parse(collides.formatJson());
    writeFileSync(join(folder, `${CONTRACT}.json`), JSON.stringify(abi));
    writeFileSync(join(folder, "Named.json"), JSON.stringify({ abi, address: OTHER }));
    const abis = await Abis.open(folder);
    const input = collides.encodeFunctionData("many_msg_babbage", ["0x77"]);
    for (const [to, origin] of [
      [CONTRACT, `${CONTRACT}.json`],
      [OTHER, "Named.json"],
    ] as const) {
      expect(call(abis, to, input)).toMatchObject({
        name: "many_msg_babbage",
        origin,
        source: "abi",
        args: [{ value: "0x77" }],
      });
    }
    expect(call(abis, address("1"), transfer)).toMatchObject({ name: "transfer", source: "guess", others: [] });
    expect(call(abis, address("1"), input)).toBeUndefined();
  });

  test("names what else its bytes could be", async () => {
    const own = mkdtempSync(join(folder, "own-"));
    const abi = JSON.parse(new Interface(["function many_msg_babbage(bytes1 x)"]).formatJson());
    writeFileSync(join(own, "Unbound.json"), JSON.stringify(abi));
    const input = `${transfer.slice(0, 10)}${"0".repeat(128)}`;
    expect(call(await Abis.open(own), CONTRACT, input)).toMatchObject({
      name: "transfer",
      source: "guess",
      others: ["many_msg_babbage(bytes1)"],
    });
  });

  test("of nested and dynamic types gives what ethers gives", async () => {
    const declared = [
      "function f(tuple(uint8 a, string b, bytes32[2] c)[] items, int16[][3] deep, bytes raw, bool[] flags)",
      "function g(tuple(address to, tuple(bytes data, uint256 n) inner) one, string text, int256 low, bytes4 tag)",
    ];
    const nested = new Interface(declared);
    const own = mkdtempSync(join(folder, "nested-"));
    writeFileSync(join(own, `${CONTRACT}.json`), nested.formatJson());
    const abis = await Abis.open(own);
    const word = `0x${"ab".repeat(32)}`;
    const args = {
      f: [
        [
          [255n, "héllo", [word, word]],
          [0n, "x".repeat(100), [word, word]],
        ],
        [[-1n, 32767n], [], [-32768n]],
        "0x00ff",
        [true, false],
      ],
      g: [[CONTRACT, ["0x", 2n ** 256n - 1n]], "", -(2n ** 255n), "0x01020304"],
    };
    const plain = (value: unknown): unknown =>
      Array.isArray(value) ? value.map(plain) : typeof value === "bigint" ? String(value) : value;
    for (const [name, given] of Object.entries(args)) {
      expect(values(call(abis, CONTRACT, nested.encodeFunctionData(name, given)))).toEqual(plain(given));
    }
  });

  test("that is no call of anything known gives nothing", () => {
    expect(well.decodeCall({ to: undefined, input: fromHex(transfer) })).toBeUndefined();
    expect(call(well, CONTRACT, "0xa9059c")).toBeUndefined();
    expect(call(well, CONTRACT, "0xdeadbeef")).toBeUndefined();
    expect(call(well, CONTRACT, transfer.slice(0, -2))).toBeUndefined();
    const dirty = `${transfer.slice(0, 10)}01${transfer.slice(12)}`;
    expect(call(well, CONTRACT, dirty)).toBeUndefined();
  });
});

test("a log is read by its topics: the same signature with other arguments indexed is another event", () => {
  const log = (topics: string[], data: string) =>
    well.decodeLog({ address: fromHex(CONTRACT), topics: topics.map(fromHex), data: fromHex(data) });
  const topics = [id("Transfer(address,address,uint256)"), zeroPadValue(CONTRACT, 32), zeroPadValue(OTHER, 32)];
  const seven = coder.encode(["uint256"], [7n]);
  expect(values(log(topics, seven))).toEqual([CONTRACT, OTHER, "7"]);
  expect(log(topics, seven)?.source).toBe("standard");
  expect(log(topics, seven)?.args.map(({ indexed }) => indexed)).toEqual([true, true, undefined]);
  expect(log([...topics, seven], "0x")?.args[2]).toMatchObject({ value: "7", indexed: true });
  expect(log(topics.slice(0, 2), seven)).toBeUndefined();
  expect(log([], seven)).toBeUndefined();
});

test("errors and outputs are read", () => {
  const custom = new Interface(["error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)"]);
  const data = fromHex(custom.encodeErrorResult("ERC20InsufficientBalance", [CONTRACT, 1n, 2n]));
  expect(well.decodeError({ data })).toMatchObject({
    name: "ERC20InsufficientBalance",
    args: [{ value: CONTRACT }, { value: "1" }, { value: "2" }],
  });
  const selector = fromHex(FunctionFragment.from("function balanceOf(address)").selector);
  const output = fromHex(coder.encode(["uint256"], [9n]));
  expect(values(well.decodeOutput({ to: fromHex(CONTRACT), selector, output }))).toEqual(["9"]);
});

describe("hostile bytes", () => {
  const aggregate = FunctionFragment.from("function aggregate((address,bytes)[])").selector;
  const word = (value: number | bigint): string => coder.encode(["uint256"], [value]).slice(2);

  test("whose lists point at the same bytes again and again are refused at once", () => {
    const items = 2000;
    // Every item of the list is the same one, which holds 60 kB.
    const size = 60_000;
    const heads = Array.from({ length: items }, () => word(items * 32)).join("");
    const data = `${word(32)}${word(items)}${heads}${word(1)}${word(64)}${word(size)}${"ab".repeat(size)}`;
    const started = performance.now();
    expect(call(well, CONTRACT, `${aggregate}${data}`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(200);
  });

  test("that claim endless lists, or point beyond their end or at themselves, are refused", () => {
    for (const data of [
      `${word(32)}${word(2n ** 255n)}`,
      `${word(32)}${word(2 ** 31)}`,
      `${word(2n ** 200n)}${word(1)}`,
      `${word(32)}${word(1)}${word(0)}`,
      "",
    ]) {
      expect(call(well, CONTRACT, `${aggregate}${data}`)).toBeUndefined();
    }
  });

  test("for which an ABI claims more items than there are bytes are refused at once", async () => {
    const huge = "5".padEnd(400, "0"); // Number gives Infinity
    for (const type of ["uint256[100000000]", "uint256[5000000000]", "string[5000000000]", `uint256[0][${huge}]`]) {
      const own = mkdtempSync(join(folder, "huge-"));
      const inputs = [{ name: "x", type }];
      writeFileSync(
        join(own, `${CONTRACT}.json`),
        JSON.stringify([{ type: "function", name: "f", inputs, outputs: [], stateMutability: "view" }]),
      );
      const abis = await Abis.open(own);
      const selector = id(`f(${type})`).slice(0, 10);
      const started = performance.now();
      expect(call(abis, CONTRACT, `${selector}${word(32)}`)?.signature, type).toBeUndefined();
      expect(performance.now() - started).toBeLessThan(200);
    }
  });

  test("of any kind never throw: 5,000 damaged calls", () => {
    const good = new Interface(["function aggregate((address,bytes)[] calls)"]).encodeFunctionData("aggregate", [
      [
        [CONTRACT, "0x1234"],
        [OTHER, `0x${"55".repeat(70)}`],
      ],
    ]);
    const bytes = fromHex(good);
    let seed = 1;
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    let fits = 0;
    for (let turn = 0; turn < 5_000; turn++) {
      const damaged = Uint8Array.from(bytes).subarray(0, 4 + next(bytes.length - 3));
      for (let flips = next(4); flips > 0 && damaged.length > 4; flips--)
        damaged[4 + next(damaged.length - 4)] = next(256);
      if (well.decodeCall({ to: fromHex(CONTRACT), input: damaged })) fits++;
    }
    expect(fits).toBeLessThan(500);
  });
});

test.each([
  ["Broken.json", "{", "is not JSON"],
  ["Number.json", "7", "holds no ABI"],
  ["Words.json", '[{"type":"nonsense"}]', "holds no ABI"],
])("a folder with %s is refused by its name", async (name, text, why) => {
  const own = mkdtempSync(join(folder, "wrong-"));
  writeFileSync(join(own, name), text);
  await expect(Abis.open(own)).rejects.toThrow(new RegExp(`${name}.* ${why}`));
});

test("a folder that is not there is refused", async () => {
  await expect(Abis.open(join(folder, "absent"))).rejects.toThrow(/cannot be read \(ENOENT\)/);
});
