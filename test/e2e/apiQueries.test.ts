import { operator } from "@ledgerscope/core";
import { mainnetBlocks, type RecordedBlock } from "@ledgerscope/testkit";
import { collect } from "@ledgerscope/tracer-collector";
import { type FailedTransaction, neverInBlock, neverInBlockCount, whyFailed } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { ledger, PrivateApi } from "./support/privateApi.ts";
import { recordedSubmissions } from "./support/recording.ts";

const mainnet = await mainnetBlocks();
const fixture = new URL("../fixtures/fabric-bft/", import.meta.url).pathname;

/** From the recording's README. */
const outcomes = [
  { reason: "MVCC_READ_CONFLICT", count: "177" },
  { reason: "PHANTOM_READ_CONFLICT", count: "97" },
  { reason: "ENDORSEMENT_POLICY_FAILURE", count: "67" },
];

describeWith("xz", "the API over the recorded Fabric network", () => {
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ relief: { ...ledger, recorded: true }, empty: { family: "evm" } });
    await api.storeFabric("relief", { from: 0, to: 201 });
    const observe = { logs: Object.fromEntries(["peer1", "orderer1"].map((n) => [n, [`./logs/${n}.log.xz`]])) };
    await collect({
      ...{ warehouse: api.warehouse, network: "relief", channel: "mychannel", family: "fabric" },
      ...{ observe, baseDir: fixture, signal: new AbortController().signal, follow: false },
    });
  });
  afterAll(() => api?.close());

  test("counts what the recording's README counts", async () => {
    const { networks } = await api.data(`{
      networks {
        name family channel recorded blockCount transactionCount failedCount headAgeSeconds
        head { height txCount } failures { reason count } stored { from to }
      }
    }`);
    expect(networks).toEqual([
      {
        ...{ name: "relief", family: "fabric", channel: "mychannel", recorded: true, headAgeSeconds: null },
        ...{ blockCount: "201", transactionCount: "2880", failedCount: "341" },
        head: { height: 200, txCount: expect.any(Number) },
        failures: outcomes,
        stored: [{ from: 0, to: 201 }],
      },
      {
        ...{ name: "empty", family: "evm", channel: null, recorded: false, headAgeSeconds: null },
        ...{ blockCount: "0", transactionCount: "0", failedCount: "0", head: null, failures: [], stored: [] },
      },
    ]);
  });

  test.each([1, 48, 200])("spreads every transaction over %i buckets that touch", async (buckets) => {
    const { network } = await api.data(
      `query ($buckets: Int!) { network(name: "relief") { activity(buckets: $buckets) { from to transactions failed } } }`,
      { buckets },
    );
    const { activity } = network as { activity: { from: string; to: string; transactions: number; failed: number }[] };
    expect(activity).toHaveLength(buckets);
    expect(activity.reduce((sum, bucket) => sum + bucket.transactions, 0)).toBe(2880);
    expect(activity.reduce((sum, bucket) => sum + bucket.failed, 0)).toBe(341);
    for (const [index, bucket] of activity.entries()) {
      expect(Date.parse(bucket.from)).toBeLessThan(Date.parse(bucket.to));
      if (index > 0) expect(bucket.from).toBe(activity[index - 1]?.to);
    }
  });

  test("a live network's chart covers the last hour, an empty one's is flat", async () => {
    const { network } = await api.data(`{ network(name: "empty") { activity(buckets: 4) { from to transactions } } }`);
    expect(network.activity).toHaveLength(4);
    expect(Date.parse(network.activity[3].to) - Date.parse(network.activity[0].from)).toBe(3_600_000);
    expect(network.activity.every((bucket: { transactions: number }) => bucket.transactions === 0)).toBe(true);
  });

  test("every block comes once, newest first, whatever the size of a page", async () => {
    const heights = await api.pages<{ height: number }>(
      `query ($after: String) { blocks(network: "relief", first: 37, after: $after) {
        edges { cursor node { height } } pageInfo { hasNextPage endCursor } } }`,
      {},
      (data) => data.blocks,
    );
    expect(heights.map(({ height }) => height)).toEqual(Array.from({ length: 201 }, (_, index) => 200 - index));
  });

  test("every transaction comes once, with and without a filter", async () => {
    const query = `query ($after: String, $status: TxStatus) {
      transactions(network: "relief", first: 100, after: $after, status: $status) {
        edges { cursor node { height txIndex hash status block { hash height } } } pageInfo { hasNextPage endCursor } } }`;
    interface Row {
      readonly height: number;
      readonly txIndex: number;
      readonly status: string;
      readonly block: { readonly height: number };
    }
    const all = await api.pages<Row>(query, {}, (data) => data.transactions);
    expect(new Set(all.map(({ height, txIndex }) => `${height}.${txIndex}`)).size).toBe(2880);
    expect(all).toHaveLength(2880);
    const ordered = all.toSorted((a, b) => b.height - a.height || b.txIndex - a.txIndex);
    expect(all).toEqual(ordered);
    expect(all.every(({ height, block }) => block.height === height)).toBe(true);
    const failed = await api.pages<Row>(query, { status: "failed" }, (data) => data.transactions);
    expect(failed).toEqual(all.filter(({ status }) => status === "failed"));
  });

  test("a block's transactions come in its order, page by page", async () => {
    const indexes = await api.pages<{ txIndex: number }>(
      `query ($after: String) { block(network: "relief", height: 20) { transactions(first: 7, after: $after) {
        edges { cursor node { txIndex } } pageInfo { hasNextPage endCursor } } } }`,
      {},
      (data) => data.block.transactions,
    );
    const { block } = await api.data(`{ block(network: "relief", height: 20) { txCount } }`);
    expect(indexes.map(({ txIndex }) => txIndex)).toEqual(Array.from({ length: block.txCount }, (_, index) => index));
  });

  test("a block is found by height and by hash, with its neighbours and how it was checked", async () => {
    const fields = `id height hash parentHash time timeSource txCount final previous next checks { check state count }
      fabric { dataHash commitHash validCount bytes ordererMsps lastConfig } evm { miner } network { name }`;
    const { block } = await api.data(`{ block(network: "relief", height: 40) { ${fields} } }`);
    expect(block).toMatchObject({
      ...{ height: 40, previous: 39, next: 41, final: true, timeSource: "transactions", evm: null },
      network: { name: "relief" },
      fabric: { ordererMsps: expect.arrayContaining([expect.stringMatching(/^Ord\dMSP$/)]), lastConfig: 0 },
    });
    expect(block.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(block.checks).toContainEqual({ check: "data_hash", state: "verified", count: expect.any(String) });
    const byHash = await api.data(`query ($hash: String!) { block(network: "relief", hash: $hash) { ${fields} } }`, {
      hash: block.hash.toUpperCase(),
    });
    expect(byHash.block).toEqual(block);
    const { node } = await api.data(`query ($id: ID!) { node(id: $id) { id ... on Block { ${fields} } } }`, block);
    expect(node).toEqual(block);
    const ends = await api.data(`{
      first: block(network: "relief", height: 0) { previous next parentHash }
      last: block(network: "relief", height: 200) { previous next }
      beyond: block(network: "relief", height: 201) { height }
      below: block(network: "relief", height: -1) { height }
    }`);
    expect(ends).toEqual({
      first: { previous: null, next: 1, parentHash: null },
      last: { previous: 199, next: null },
      beyond: null,
      below: null,
    });
  });

  test("all checks of the network add up to one per block", async () => {
    const { network } = await api.data(`{ network(name: "relief") { checks { check state count } } }`);
    const dataHash = network.checks.filter(({ check }: { check: string }) => check === "data_hash");
    expect(dataHash).toEqual([{ check: "data_hash", state: "verified", count: "201" }]);
  });

  test("a transaction shows what its client submitted", async () => {
    const submissions = await recordedSubmissions();
    const submission =
      submissions.find(({ intent, code }) => intent === "transfer" && code === 0) ??
      submissions.find(({ code }) => code === 0);
    const { transaction } = await api.data(
      `query ($id: String!) { transaction(id: $id) {
        id hash height status statusText actor target method time fee network { name } block { height }
        evm { from }
        fabric { headerType validationCode validationName creatorMsp chaincode function args responseStatus
          endorsements { msp certSha256 } readCount writeCount
          reads { namespace collection key keyHex readHeight readTxIndex readAbsent inRange }
          writes { namespace collection key keyHex value valueBytes isDelete isMetadata } } } }`,
      { id: submission?.txid },
    );
    expect(transaction).toMatchObject({
      ...{
        hash: submission?.txid,
        height: submission?.block,
        status: "success",
        statusText: "VALID",
        fee: null,
        evm: null,
      },
      network: { name: "relief" },
      fabric: { headerType: "ENDORSER_TRANSACTION", validationCode: 0, validationName: "VALID", responseStatus: 200 },
    });
    expect(transaction.fabric.function).toBe(transaction.method);
    expect(transaction.fabric.chaincode).toBe(transaction.target);
    expect(transaction.fabric.endorsements.length).toBeGreaterThan(0);
    const [write] = transaction.fabric.writes;
    expect(Buffer.from(write.keyHex, "hex").toString("utf8")).toBe(write.key);
    const { node } = await api.data(
      `query ($id: ID!) { node(id: $id) { ... on Transaction { hash height } } }`,
      transaction,
    );
    expect(node).toEqual({ hash: transaction.hash, height: transaction.height });
  });

  test("a read conflict names the transaction that wrote the version it had not read, in both languages", async () => {
    const failed = await api.data(`{ transactions(network: "relief", status: failed, first: 100) {
      edges { node { hash statusText } } } }`);
    const nodes: { hash: string; statusText: string }[] = failed.transactions.edges.map(
      ({ node }: { node: { hash: string; statusText: string } }) => node,
    );
    const conflict = nodes.find(({ statusText }) => statusText === "MVCC_READ_CONFLICT");
    const { transaction } = await api.data(
      `query ($id: String!) { transaction(id: $id) { diagnosis {
        code chainCode confidence en: title(lang: en) zh: title(lang: zh) summary(lang: zh) advice(lang: en)
        unseen(lang: zh) proof { label value }
        culprits { id height txIndex namespace key readVersion writtenVersion } } } }`,
      { id: conflict?.hash },
    );
    expect(transaction.diagnosis).toMatchObject({ code: "mvcc_read_conflict", chainCode: 11, confidence: 1 });
    expect(transaction.diagnosis.zh).not.toBe(transaction.diagnosis.en);
    const [culprit] = transaction.diagnosis.culprits;
    expect(culprit.writtenVersion).toBe(`${culprit.height}:${culprit.txIndex}`);
    const written = await api.data(
      `query ($id: String!) { transaction(id: $id) { status height txIndex fabric { writes { key namespace } } } }`,
      { id: culprit.id },
    );
    expect(written.transaction).toMatchObject({ status: "success", height: culprit.height, txIndex: culprit.txIndex });
    expect(written.transaction.fabric.writes).toContainEqual({ key: culprit.key, namespace: culprit.namespace });
  });

  test("a trace has its spans inside one another and names its gaps", async () => {
    const { transactions } =
      await api.data(`{ transactions(network: "relief", status: success, first: 1) { edges { node {
      hash trace { traceId startNs endNs closed
        spans { spanId parentSpanId name node startNs endNs evidence source status attributes { key value } }
        gaps { stage node reason(lang: zh) advice(lang: en) } } } } } }`);
    const { hash, trace } = transactions.edges[0].node;
    expect(trace.traceId).toBe(hash.slice(0, 32));
    expect(trace.spans.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["fabric.transaction", "fabric.order", "fabric.commit"]),
    );
    const ids = new Set(trace.spans.map(({ spanId }: { spanId: string }) => spanId));
    const roots = trace.spans.filter(({ parentSpanId }: { parentSpanId: string | null }) => parentSpanId === null);
    expect(roots).toHaveLength(1);
    for (const span of trace.spans) {
      if (span.parentSpanId !== null) expect(ids).toContain(span.parentSpanId);
      expect(BigInt(span.endNs)).toBeGreaterThanOrEqual(BigInt(span.startNs));
    }
  });

  test.each<[string, (known: { tx: string; hash: string }) => string, object]>([
    ["a height", () => "20", { kind: "block", network: "relief", height: 20, exact: true }],
    ["a block hash", ({ hash }) => hash, { kind: "block", height: 20, exact: true }],
    ["a transaction id", ({ tx }) => tx, { kind: "transaction", exact: true }],
    ["a transaction id with 0x", ({ tx }) => `0x${tx.toUpperCase()}`, { kind: "transaction", exact: true }],
    ["the first 8 digits of an id", ({ tx }) => ` ${tx.slice(0, 8)} `, { kind: "transaction", exact: false }],
    ["a network's name", () => "Relief", { kind: "network", label: "relief", exact: true }],
    ["a part of a network's name", () => "elie", { kind: "network", label: "relief", exact: false }],
  ])("search finds %s, and its id leads there", async (_, textOf, expected) => {
    const { block } = await api.data(
      `{ block(network: "relief", height: 20) { hash transactions(first: 1) { edges { node { hash } } } } }`,
    );
    const query = textOf({ hash: block.hash, tx: block.transactions.edges[0].node.hash });
    const { search } = await api.data(
      `query ($query: String!) { search(query: $query) { kind network label height exact id } }`,
      { query },
    );
    expect(search[0]).toMatchObject(expected);
    const { node } = await api.data(`query ($id: ID!) { node(id: $id) { id } }`, search[0]);
    expect(node).toEqual({ id: search[0].id });
  });

  describe("transactions that failed before they reached a block", () => {
    const unplaced: FailedTransaction[] = [];
    beforeAll(async () => {
      for await (const failed of whyFailed(api.warehouse, operator, "relief")) {
        if (failed.code === null) unplaced.push(failed);
      }
    });

    test("are counted beside the failed ones of the blocks", async () => {
      expect(unplaced.length).toBeGreaterThan(0);
      const { networks } = await api.data("{ networks { neverInBlockCount } }");
      expect(networks).toEqual([{ neverInBlockCount: String(unplaced.length) }, { neverInBlockCount: "0" }]);
    });

    test("are found by id, with diagnosis and trace, and have no place", async () => {
      const [first] = unplaced;
      const { transaction } = await api.data(
        `query ($id: String!) { transaction(id: $id) {
          id hash height txIndex time status statusText target block { height } fabric { chaincode } evm { from }
          network { name } diagnosis { code chainCode } trace { traceId spans { name } } } }`,
        { id: `0x${first?.id.toUpperCase()}` },
      );
      expect(transaction).toMatchObject({
        ...{ hash: first?.id, height: null, txIndex: null, block: null, fabric: null, evm: null },
        ...{ status: "failed", statusText: "never in a block", network: { name: "relief" } },
        diagnosis: { code: first?.diagnosis, chainCode: null },
        trace: { traceId: first?.id.slice(0, 32) },
      });
      expect(transaction.trace.spans.map(({ name }: { name: string }) => name)).toContain("fabric.endorse");
      expect(transaction.time).toMatch(/^20\d\d-/);
      const { node } = await api.data("query ($id: ID!) { node(id: $id) { id } }", transaction);
      expect(node).toEqual({ id: transaction.id });
      const elsewhere = await api.data(`query ($id: String!) { transaction(id: $id, network: "empty") { hash } }`, {
        id: first?.id,
      });
      expect(elsewhere.transaction).toBeNull();
    });

    test("are found by search, by the whole id and by its first digits", async () => {
      const label = unplaced[0]?.id as string;
      const { whole, part } = await api.data(
        `query ($whole: String!, $part: String!) {
          whole: search(query: $whole) { kind network label height exact }
          part: search(query: $part) { kind network label height exact } }`,
        { whole: label, part: label.slice(0, 12) },
      );
      const hit = { kind: "transaction", network: "relief", label, height: null };
      expect(whole).toEqual([{ ...hit, exact: true }]);
      expect(part).toEqual([{ ...hit, exact: false }]);
    });

    test.each<[string, object]>([
      ["networks", { networks: ["empty"] }],
      ["channels", { channels: ["other"] }],
    ])("do not exist for a viewer of other %s", async (_, part) => {
      const viewer = { ...operator, ...part };
      const id = unplaced[0]?.id as string;
      expect(await neverInBlock(api.warehouse, operator, { id, limit: 1 })).toHaveLength(1);
      expect(await neverInBlock(api.warehouse, viewer, { id, limit: 1 })).toEqual([]);
      expect(await neverInBlockCount(api.warehouse, viewer, "relief")).toBe("0");
    });
  });

  test.each([
    ["nothing", "   "],
    ["a word", "zzz"],
    ["too few digits", "deadbee"],
    ["a prefix alone", "0x"],
    ["a pattern", "%"],
    ["SQL", "'; DROP TABLE x"],
    ["a height that no chain has", "9".repeat(15)],
    ["a hash that nothing has", "f".repeat(64)],
    ["a very long text", "a".repeat(5000)],
    ["a control character", "\u0000"],
  ])("search for %s finds nothing, and breaks nothing", async (_, query) => {
    const { search } = await api.data("query ($query: String!) { search(query: $query) { label } }", { query });
    expect(search).toEqual([]);
  });
});

describeWith("xz", "a Fabric id that was submitted twice", () => {
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ relief: { ...ledger, recorded: true } });
    await api.storeFabric("relief", { from: 0, to: 30 });
  });
  afterAll(() => api?.close());

  test("has a diagnosis and a trace at each of its places", async () => {
    const [first] = await api.warehouse.query<{ height: string; tx_index: number; tx_id: string }>(
      `SELECT height, tx_index, tx_id FROM store.fabric_transactions
       WHERE validation_code = 0 AND tx_id != '' ORDER BY height DESC, tx_index LIMIT 1`,
    );
    // The recording has none: the row as a peer would commit it, at the end of the same block.
    await api.warehouse.command(
      `INSERT INTO store.fabric_transactions SELECT * REPLACE (tx_index + 5000 AS tx_index,
         9 AS validation_code, 'DUPLICATE_TXID' AS validation_name)
       FROM (SELECT * FROM store.fabric_transactions WHERE height = {height:UInt64} AND tx_index = {index:UInt32})`,
      { height: first?.height, index: first?.tx_index },
    );
    const { transactions } = await api.data(`{ transactions(network: "relief", status: failed, first: 100) { edges {
      node { id hash } } } }`);
    const placed = transactions.edges
      .map(({ node }: { node: { hash: string } }) => node)
      .find(({ hash }: { hash: string }) => hash === first?.tx_id);
    const { node: again } = await api.data(
      `query ($id: ID!) { node(id: $id) { ... on Transaction { txIndex statusText diagnosis { chainCode }
        trace { spans { attributes { key value } } } } } }`,
      placed,
    );
    expect(again).toMatchObject({ statusText: "DUPLICATE_TXID", diagnosis: { chainCode: 9 } });
    const attributes = again.trace.spans.flatMap(({ attributes }: { attributes: object[] }) => attributes);
    expect(attributes).toContainEqual({ key: "fabric.tx.index", value: String(again.txIndex) });
    const { transaction } = await api.data(
      `query ($id: String!) { transaction(id: $id) { txIndex status diagnosis { code }
        trace { spans { attributes { key value } } } } }`,
      { id: first?.tx_id },
    );
    expect(transaction).toMatchObject({ txIndex: first?.tx_index, status: "success", diagnosis: null });
    expect(transaction.trace.spans.flatMap(({ attributes }: { attributes: object[] }) => attributes)).toContainEqual({
      key: "fabric.tx.index",
      value: String(first?.tx_index),
    });
  });
});

describe.skipIf(!mainnet)("the API over real mainnet blocks", () => {
  const recorded = mainnet as RecordedBlock[];
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ mainnet: { family: "evm" } });
    await api.storeEvm("mainnet", recorded);
  });
  afterAll(() => api?.close());

  test("shows blocks, transactions and logs as the node gave them", async () => {
    const { block: raw, receipts } = recorded[3] as RecordedBlock;
    const { block } = await api.data(
      `query ($height: Int!) { block(network: "mainnet", height: $height) {
        hash parentHash time txCount fabric { dataHash }
        evm { miner gasUsed gasLimit baseFeePerGas stateRoot size }
        transactions(first: 100) { edges { node { hash actor fee evm {
          type nonce from to value gasLimit gasUsed effectiveGasPrice input inputBytes selector logCount
          logs(first: 5) { logIndex address topics data } } } } } } }`,
      { height: Number(raw.number) },
    );
    expect(block).toMatchObject({
      ...{ hash: raw.hash, parentHash: raw.parentHash, txCount: raw.transactions.length, fabric: null },
      time: new Date(Number(raw.timestamp) * 1000).toISOString(),
      evm: {
        ...{ miner: raw.miner, stateRoot: raw.stateRoot, size: String(Number(raw.size)) },
        ...{ gasUsed: String(BigInt(raw.gasUsed)), gasLimit: String(BigInt(raw.gasLimit)) },
        baseFeePerGas: String(BigInt(raw.baseFeePerGas)),
      },
    });
    expect(block.transactions.edges).toHaveLength(Math.min(100, raw.transactions.length));
    for (const [index, { node }] of block.transactions.edges.entries()) {
      const tx = raw.transactions[index];
      const receipt = receipts[index];
      const input: string = tx.input;
      expect(node).toEqual({
        hash: tx.hash,
        actor: tx.from,
        fee: String(BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)),
        evm: {
          ...{ type: Number(tx.type), nonce: String(BigInt(tx.nonce)), from: tx.from, to: tx.to },
          ...{
            value: String(BigInt(tx.value)),
            gasLimit: String(BigInt(tx.gas)),
            gasUsed: String(BigInt(receipt.gasUsed)),
          },
          ...{ effectiveGasPrice: String(BigInt(receipt.effectiveGasPrice)), input: input.slice(0, 2 + 2 * 65_536) },
          inputBytes: (input.length - 2) / 2,
          selector: tx.to !== null && input.length >= 10 ? input.slice(0, 10) : null,
          logCount: receipt.logs.length,
          logs: receipt.logs
            .slice(0, 5)
            .map((log: { logIndex: string; address: string; topics: string[]; data: string }) => ({
              ...{ logIndex: Number(log.logIndex), address: log.address, topics: log.topics },
              data: log.data.slice(0, 2 + 2 * 65_536),
            })),
        },
      });
    }
  });

  test("finds a transaction, a block and an address by what the chain prints", async () => {
    const { block: raw } = recorded[5] as RecordedBlock;
    const search = async (query: string) =>
      (
        await api.data(`query ($query: String!) { search(query: $query) { kind network label height exact } }`, {
          query,
        })
      ).search;
    const hit = { network: "mainnet", exact: true };
    const height = Number(raw.number);
    expect(await search(raw.transactions[0].hash)).toEqual([
      { ...hit, kind: "transaction", label: raw.transactions[0].hash, height },
    ]);
    expect(await search(raw.hash)).toEqual([{ ...hit, kind: "block", label: raw.hash, height }]);
    expect(await search(raw.transactions[0].from)).toEqual([
      { ...hit, kind: "address", label: raw.transactions[0].from, height: null },
    ]);
    expect(await search("0x00000000000000000000000000000000000fffff")).toEqual([]);
  });
});

describe.skipIf(!mainnet)("blocks that can still be reverted", () => {
  const recorded = mainnet as RecordedBlock[];
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ mainnet: { family: "evm" } });
    await api.storeEvm("mainnet", recorded.slice(0, 10), 4);
  });
  afterAll(() => api?.close());

  test("are shown as such, and their ids lead nowhere once they were reverted", async () => {
    const heights = recorded.slice(0, 10).map(({ block }) => Number(block.number));
    const before = await api.data(`{ blocks(network: "mainnet", first: 10) { edges { node { id height final } } } }`);
    const shown = before.blocks.edges.map(({ node }: { node: { height: number; final: boolean } }) => node);
    expect(shown.map(({ height }: { height: number }) => height)).toEqual(heights.toReversed());
    expect(shown.filter(({ final }: { final: boolean }) => !final).length).toBeGreaterThan(0);
    const top = shown[0];
    await api.revertEvm("mainnet", { number: heights[8] as number, hash: recorded[8]?.block.hash });
    const after = await api.data(
      `query ($id: ID!) { node(id: $id) { id } network(name: "mainnet") { head { height } blockCount stored { to } } }`,
      top,
    );
    expect(after).toEqual({
      node: null,
      network: { head: { height: heights[8] }, blockCount: "9", stored: [{ to: (heights[8] as number) + 1 }] },
    });
  });
});

describeWith("xz", "the API over a recording that is replayed", () => {
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start({ relief: { ...ledger, replayed: true } });
    await api.storeFabric("relief", { from: 0, to: 40 });
  });
  afterAll(() => api?.close());

  test("has no age, and its activity lies at the times of the recording", async () => {
    const { network } = await api.data(
      `{ network(name: "relief") { recorded replayed headAgeSeconds transactionCount activity { transactions } } }`,
    );
    expect(network).toMatchObject({ recorded: false, replayed: true, headAgeSeconds: null });
    const spread = network.activity.reduce(
      (sum: number, bucket: { transactions: number }) => sum + Number(bucket.transactions),
      0,
    );
    expect(spread).toBe(Number(network.transactionCount));
    expect(spread).toBeGreaterThan(0);
  });
});
