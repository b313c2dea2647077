import type { RecordedBlock } from "@ledgerscope/testkit";
import { mainnetBlocks } from "@ledgerscope/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { ledger, PrivateApi } from "./support/privateApi.ts";

const mainnet = await mainnetBlocks();

interface Row {
  readonly hash: string;
  readonly height: number;
  readonly txIndex: number;
  readonly status: string;
  readonly statusText: string;
  readonly actor: string;
  readonly target: string;
  readonly method: string;
}

interface Written {
  readonly height: number;
  readonly txIndex: number;
  readonly status: string;
  readonly fabric: {
    readonly writeSet: {
      readonly edges: readonly {
        readonly node: {
          readonly namespace: string;
          readonly collection: string;
          readonly keyHex: string;
          readonly value: string;
          readonly isDelete: boolean;
          readonly isMetadata: boolean;
          readonly before: { value: string; isDelete: boolean; height: number; txIndex: number } | null;
        };
      }[];
    };
  };
}

const LIST = `query ($network: String!, $where: TransactionWhere, $after: String) {
  transactions(network: $network, where: $where, first: 100, after: $after) {
    edges { node { hash height txIndex status statusText actor target method } }
    pageInfo { hasNextPage endCursor } } }`;

const listOf = (api: PrivateApi, network: string, where: object = {}): Promise<Row[]> =>
  api.pages<Row>(LIST, { network, where }, ({ transactions }) => transactions);

describeWith("xz", "lists and sets of Fabric transactions", () => {
  let api: PrivateApi;
  let all: Row[];

  beforeAll(async () => {
    api = await PrivateApi.start({ relief: { ...ledger, recorded: true } });
    await api.storeFabric("relief", { from: 0, to: 120 });
    all = await listOf(api, "relief");
  });
  afterAll(() => api?.close());

  test("each filter, and all of them together, hold what the whole list holds of it, page by page", async () => {
    const { statusText, target, method, actor } = all.find(({ status }) => status === "failed") as Row;
    const cases: [object, (row: Row) => boolean][] = [
      [{ status: "failed" }, (row) => row.status === "failed"],
      [{ code: statusText }, (row) => row.statusText === statusText],
      [{ target }, (row) => row.target === target],
      [{ method }, (row) => row.method === method],
      [{ organisation: actor }, (row) => row.actor === actor],
      [{ type: "CONFIG" }, (row) => row.target === "" && row.height < 6],
      [{ height: { from: 40, to: 60 } }, ({ height }) => height >= 40 && height <= 60],
      [
        { status: "failed", code: statusText, target, method, organisation: actor, height: { from: 10 } },
        (row) =>
          row.statusText === statusText &&
          row.target === target &&
          row.method === method &&
          row.actor === actor &&
          row.height >= 10,
      ],
      [{ method: "never called" }, () => false],
    ];
    for (const [where, holds] of cases) {
      expect(await listOf(api, "relief", where), JSON.stringify(where)).toEqual(all.filter(holds));
    }
    expect(all.filter(({ status }) => status === "failed").length).toBeGreaterThan(100);
  });

  test("a stretch of time is that of the blocks, to the millisecond", async () => {
    const { blocks } = await api.data(
      `{ blocks(network: "relief", first: 100, where: { height: { to: 99 } }) { edges { node { height time } } } }`,
    );
    const times: { height: number; time: string }[] = blocks.edges.map(({ node }: { node: object }) => node);
    expect(times).toHaveLength(100);
    for (const at of [50, 20, 1]) {
      const { time } = times.find(({ height }) => height === at) as { time: string };
      const within = times.filter((block) => block.time >= time).map(({ height }) => height);
      const before = times.filter((block) => block.time < time).map(({ height }) => height);
      const heightsIn = async (bounds: object): Promise<number[]> => {
        const found = await api.data(
          `query ($where: BlockWhere!) { blocks(network: "relief", where: $where, first: 100) { edges { node { height } } } }`,
          { where: { height: { to: 99 }, time: bounds } },
        );
        return found.blocks.edges.map(({ node }: { node: { height: number } }) => node.height);
      };
      expect(await heightsIn({ from: time })).toEqual(within);
      expect(await heightsIn({ to: time })).toEqual(before);
    }
  });

  test("what a family's transactions do not have is no filter for them, and malformed bytes are named", async () => {
    const refused = async (where: object) => (await api.ask(LIST, { network: "relief", where })).errors?.[0];
    expect(await refused({ address: "0x00" })).toMatchObject({
      message: "Transactions of this network (fabric) have no `address` to filter by.",
      extensions: { code: "BAD_INPUT" },
    });
    expect(await refused({ certificate: "xyz" })).toMatchObject({ message: "`certificate` must be 64 hex digits." });
    expect((await api.ask(LIST, { network: "relief", after: "MTIz" })).errors?.[0]?.extensions.code).toBe("BAD_CURSOR");
  });

  test("values before are those that the valid transactions before had left", async () => {
    const state = new Map<string, { value: string | null; version: string }>();
    let compared = 0;
    const nodes = await api.pages<Written>(
      `query ($after: String) { transactions(network: "relief", where: { height: { to: 16 } }, first: 25, after: $after) {
        edges { node { height txIndex status fabric { writeSet(first: 20) { edges { node {
          namespace collection keyHex value isDelete isMetadata before { value isDelete height txIndex } } } } } } }
        pageInfo { hasNextPage endCursor } } }`,
      {},
      ({ transactions }) => transactions,
    );
    for (const { height, txIndex, status, fabric } of nodes.toReversed()) {
      const writes = fabric.writeSet.edges.map(({ node }) => node);
      for (const { namespace, collection, keyHex, isMetadata, before } of writes) {
        if (isMetadata) continue;
        const known = state.get(`${namespace}|${collection}|${keyHex}`);
        expect(
          before && { value: before.isDelete ? null : before.value, version: `${before.height}:${before.txIndex}` },
        ).toEqual(known ?? null);
        compared++;
      }
      if (status === "failed") continue;
      for (const { namespace, collection, keyHex, value, isDelete, isMetadata } of writes) {
        if (isMetadata) continue;
        state.set(`${namespace}|${collection}|${keyHex}`, {
          value: isDelete ? null : value,
          version: `${height}:${txIndex}`,
        });
      }
    }
    expect(compared).toBeGreaterThan(60);
    expect([...state.values()].length).toBeLessThan(compared);
  });

  test("a set is read in pages of any size, nothing twice and nothing left out, and so are the bytes", async () => {
    const { transaction } = await api.data(
      `{ transaction(network: "relief", id: "0:0") { raw(length: 65536) { size hex encoding } fabric { bytes } } }`,
    );
    expect(transaction.raw).toMatchObject({ encoding: "protobuf", size: transaction.fabric.bytes });
    const parts: string[] = [];
    for (let offset = 0; offset < transaction.raw.size; offset += 10_000) {
      const part = await api.data(
        `query ($offset: Int!) { transaction(network: "relief", id: "0:0") { raw(offset: $offset, length: 10000) { hex } } }`,
        { offset },
      );
      parts.push(part.transaction.raw.hex);
    }
    expect(parts.join("").slice(0, 131_072)).toBe(transaction.raw.hex);
    // The largest set of all: each of its pages but the last names another.
    const [largest] = await api.warehouse.query<{ height: string; txIndex: number; writes: string }>(
      `SELECT height, tx_index AS txIndex, count() AS writes FROM store.fabric_writes WHERE network = 'relief'
       GROUP BY height, tx_index ORDER BY writes DESC LIMIT 1`,
    );
    const { height, txIndex, writes } = largest as { height: string; txIndex: number; writes: string };
    const set = (first: number) =>
      api.pages<{ keyHex: string }>(
        `query ($id: String!, $first: Int!, $after: String) { transaction(network: "relief", id: $id) { fabric {
          writeSet(first: $first, after: $after) { edges { node { namespace collection keyHex isMetadata value } }
            pageInfo { hasNextPage endCursor } } } } }`,
        { id: `${height}:${txIndex}`, first },
        ({ transaction: { fabric } }) => fabric.writeSet,
      );
    const whole = await set(100);
    expect(whole).toHaveLength(Number(writes));
    expect(whole.length).toBeGreaterThan(3);
    expect(await set(1)).toEqual(whole);
    expect(await set(2)).toEqual(whole);
    expect(new Set(whole.map((write) => JSON.stringify(write))).size).toBe(whole.length);
  });

  test("neighbours in the block, and the links of the block, agree with the list", async () => {
    const { height } = all.find((row) => row.txIndex === 3 && row.height < 100) as Row;
    const inBlock = all.filter((row) => row.height === height).toReversed();
    for (const [i, row] of inBlock.entries()) {
      const { transaction } = await api.data(
        `query ($id: String!) { transaction(network: "relief", id: $id) { hash previousInBlock { hash } nextInBlock { hash }
          block { followsPrevious followedByNext failedCount orphaned siblings { hash } } } }`,
        { id: `${row.height}:${row.txIndex}` },
      );
      expect(transaction).toEqual({
        hash: row.hash,
        previousInBlock: i === 0 ? null : { hash: inBlock[i - 1]?.hash },
        nextInBlock: i === inBlock.length - 1 ? null : { hash: inBlock[i + 1]?.hash },
        block: {
          followsPrevious: true,
          followedByNext: true,
          failedCount: inBlock.filter(({ status }) => status === "failed").length,
          orphaned: false,
          siblings: [],
        },
      });
    }
  });
});

describe.skipIf(!mainnet)("EVM transactions and replaced blocks", () => {
  const recorded = mainnet as RecordedBlock[];
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ mainnet: { family: "evm" } });
    await api.storeEvm("mainnet", recorded.slice(0, 6), 3);
  });
  afterAll(() => api?.close());

  test("are found by address, selector, type and outcome, in final blocks and in those that can be reverted", async () => {
    const all = await listOf(api, "mainnet");
    const calls = (address: string): number => all.filter(({ target }) => target === address).length;
    const [busy] = all.map(({ target }) => target).toSorted((a, b) => calls(b) - calls(a)) as [string];
    const touching = all.filter(({ actor, target }) => actor === busy || target === busy);
    expect(await listOf(api, "mainnet", { address: busy })).toEqual(touching);
    expect(await listOf(api, "mainnet", { address: busy, status: "failed" })).toEqual(
      touching.filter(({ status }) => status === "failed"),
    );
    const { method } = touching[0] as Row;
    expect(await listOf(api, "mainnet", { address: busy, method })).toEqual(
      touching.filter((row) => row.method === method),
    );
    const types = await Promise.all(["0", "1", "2", "3"].map((type) => listOf(api, "mainnet", { type })));
    expect(types.reduce((sum, rows) => sum + rows.length, 0)).toBe(all.length);
    expect((await api.ask(LIST, { network: "mainnet", where: { type: "999" } })).errors?.[0]?.extensions.code).toBe(
      "BAD_INPUT",
    );
  });

  test("a block that was replaced is found by its hash alone, with what it held, and marked", async () => {
    const top = recorded[5]?.block as RecordedBlock["block"];
    const ask = () =>
      api.data(
        `query ($hash: String!, $height: Int!) {
          byHash: block(network: "mainnet", hash: $hash) { hash orphaned final followsPrevious siblings { hash orphaned }
            transactions(first: 100) { edges { node { hash } } } }
          byHeight: block(network: "mainnet", height: $height) { hash orphaned siblings { hash orphaned } } }`,
        { hash: top.hash, height: Number(top.number) },
      );
    const { byHash: before } = await ask();
    expect(before).toMatchObject({ hash: top.hash, orphaned: false, siblings: [] });
    await api.revertEvm("mainnet", {
      number: Number(recorded[4]?.block.number),
      hash: recorded[4]?.block.hash as string,
    });
    const { byHash, byHeight } = await ask();
    expect(byHash).toEqual({ ...before, orphaned: true, final: false });
    expect(byHeight).toBeNull();
  });
});
