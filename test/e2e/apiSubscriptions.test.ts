import { setTimeout as sleep } from "node:timers/promises";
import { follow } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { GeneratedChain, type ReplayServer, replayRpc, seededRandom } from "@ledgerscope/testkit";
import { createSink } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type GraphqlResult, PrivateApi } from "./support/privateApi.ts";

/** `LEDGERSCOPE_SEED` says which reorganisations and which lost connections. */
const SEED = Number(process.env["LEDGERSCOPE_SEED"] ?? 7);
const FINAL_DEPTH = 24;
const REORGS = 10;

interface Failure {
  readonly transaction: { readonly hash: string; readonly height: number; readonly txIndex: number };
  readonly cursor: string;
}

const quoted = (after: string | undefined): string => (after === undefined ? "" : `, after: "${after}"`);

describe("subscriptions over a chain that turns aside again and again", () => {
  const random = seededRandom(SEED);
  const chain = new GeneratedChain(SEED).grow(2 * FINAL_DEPTH);
  const stop = new AbortController();
  let api: PrivateApi;
  let node: ReplayServer;
  let following: Promise<void>;

  const head = async (): Promise<{ height: number; hash: string } | undefined> =>
    (await api.data(`{ network(name: "chain") { head { height hash } } }`)).network.head;
  const converged = (): Promise<void> =>
    vi.waitFor(async () => expect((await head())?.hash).toBe(chain.blocks.at(-1)?.block.hash), {
      timeout: 20_000,
      interval: 50,
    });

  beforeAll(async () => {
    api = await PrivateApi.start({ chain: { family: "evm" } });
    node = await replayRpc(chain.blocks, {}, { finalizedDepth: FINAL_DEPTH });
    const source = await evm.open(evm.parseConfig({ rpc: node.url }, { network: "chain", baseDir: "/" }));
    const sink = createSink(api.warehouse, { network: "chain", tables: evm.schema.tables });
    following = follow(source, sink, { signal: stop.signal, settleMs: 0 }).finally(() => source.close());
    await converged();
  });
  afterAll(async () => {
    stop.abort();
    await following;
    await node?.close();
    await api?.close();
  });

  /** Reads a subscription, and loses its connection after a few events again and again, until it is over. */
  async function readWithLosses(
    field: string,
    cursorOf: (data: GraphqlResult["data"]) => string,
    over: AbortSignal,
    from?: string,
  ): Promise<GraphqlResult["data"][]> {
    const received: GraphqlResult["data"][] = [];
    let after = from;
    while (!over.aborted) {
      const lost = new AbortController();
      const most = 1 + random(9);
      const events = api.events(
        `subscription { ${field.replace("AFTER", quoted(after))} }`,
        AbortSignal.any([over, lost.signal]),
      );
      let count = 0;
      for await (const { data, errors } of events) {
        if (errors) throw new Error(JSON.stringify(errors));
        received.push(data);
        after = cursorOf(data);
        if (++count === most) lost.abort();
      }
    }
    return received;
  }

  test("failures come each once and all of them, through lost connections and reorganisations", async () => {
    const over = new AbortController();
    const start = (await head()) as { height: number; hash: string };
    const events = api.events("subscription { headAdvanced { cursor block { height hash } } }", over.signal);
    const firstHead = events.next();
    // The loop of heads has to know where it begins.
    await sleep(300);
    chain.grow(1);
    node.serve(chain.blocks);
    const { value: event } = (await firstHead) as { value: GraphqlResult };
    const { cursor, block } = event.data.headAdvanced;
    expect(block.height).toBe(start.height + 1);

    const field = `failures(network: "chain"AFTER) { cursor transaction { hash height txIndex } }`;
    const failures = readWithLosses(field, (data) => data.failures.cursor, over.signal, cursor);
    const reorgs = readWithLosses(
      `reorganisations(network: "chain"AFTER) { cursor depth left { height hash } fork { height hash } }`,
      (data) => data.reorganisations.cursor,
      over.signal,
      cursor,
    );
    for (let round = 0; round < REORGS; round++) {
      chain.grow(1 + random(4));
      const depth = 1 + random(6);
      if (round % 3 !== 0) chain.reorg(depth, depth + random(3));
      node.serve(chain.blocks);
      if (round % 3 === 1) await converged();
      else await sleep(random(200));
    }
    chain.grow(1);
    node.serve(chain.blocks);
    await converged();
    const expected = chain.blocks
      .slice(block.height + 1)
      .flatMap(({ block: { number }, receipts }) =>
        receipts.flatMap(({ status }, txIndex) => (Number(status) === 0 ? [`${Number(number)}:${txIndex}`] : [])),
      );
    expect(expected.length).toBeGreaterThan(5);
    // What is last has had time to arrive.
    await sleep(1500);
    over.abort();
    const received: Failure[] = (await failures).map((data) => data.failures);
    // A cursor names block and place: nothing came twice.
    expect(new Set(received.map((each) => each.cursor)).size).toBe(received.length);
    const hashes = new Map(
      chain.blocks.flatMap(({ block: { number, transactions } }) =>
        transactions.map((tx: { hash: string }, index: number) => [`${Number(number)}:${index}`, tx.hash]),
      ),
    );
    const standing = received
      .map(({ transaction }) => transaction)
      .filter(({ height, txIndex, hash }) => hashes.get(`${height}:${txIndex}`) === hash)
      .map(({ height, txIndex }) => `${height}:${txIndex}`);
    expect([...new Set(standing)].sort()).toEqual([...expected].sort());
    const turned = (await reorgs).map((data) => data.reorganisations);
    expect(turned.length).toBeGreaterThan(0);
    for (const { depth, left, fork } of turned) {
      expect(depth).toBe(left.height - fork.height);
      expect(depth).toBeGreaterThan(0);
      expect(left.hash).not.toBe(chain.blocks[left.height]?.block.hash);
    }
    process.stdout.write(
      `seed ${SEED}: ${received.length} failures told, ${expected.length} of them on the last chain; ${turned.length} reorganisations\n`,
    );
  }, 60_000);

  test("a transaction's status comes at once, goes on to final, and then it ends", async () => {
    const last = chain.blocks.findLast(({ block }) => block.transactions.length > 0);
    const id = last?.block.transactions[0].hash;
    const states: string[] = [];
    const subscription = (after?: string) =>
      `subscription { transactionStatus(network: "chain", id: "${id}"${quoted(after)}) { state cursor transaction { height } } }`;
    let cursor = "";
    for await (const { data } of api.events(subscription(), AbortSignal.timeout(20_000))) {
      states.push(data.transactionStatus.state);
      cursor = data.transactionStatus.cursor;
      if (states.length === 1) {
        expect(data.transactionStatus.transaction.height).toBe(Number(last?.block.number));
        break;
      }
    }
    expect(states).toEqual(["included"]);
    // The connection is lost, and the chain goes on until the block is final.
    chain.grow(FINAL_DEPTH + 2);
    node.serve(chain.blocks);
    const resumed: string[] = [];
    for await (const { data } of api.events(subscription(cursor), AbortSignal.timeout(20_000))) {
      resumed.push(data.transactionStatus.state);
    }
    expect(resumed).toHaveLength(1);
    expect(resumed[0]).toMatch(/^(final|failed)$/);
  }, 60_000);

  test("of one that nobody knows it says so, and waits", async () => {
    const unknown = api.events(
      `subscription { transactionStatus(network: "chain", id: "${"ab".repeat(32)}") { state transaction { hash } } }`,
      AbortSignal.timeout(2_500),
    );
    const events: unknown[] = [];
    for await (const { data } of unknown) events.push(data.transactionStatus);
    expect(events).toEqual([{ state: "unknown", transaction: null }]);
  });

  test.each([
    [`failures(network: "absent") { cursor }`, "NOT_FOUND"],
    [`failures(network: "chain", after: "x") { cursor }`, "BAD_CURSOR"],
    [`reorganisations(network: "chain", after: "x") { cursor }`, "BAD_CURSOR"],
    [`transactionStatus(network: "chain", id: "x") { cursor }`, "BAD_INPUT"],
    [`transactionStatus(network: "chain", id: "${"ab".repeat(32)}", after: "x") { cursor }`, "BAD_CURSOR"],
  ])("%s is refused with %s", async (field, code) => {
    const events = api.events(`subscription { ${field} }`, AbortSignal.timeout(5_000));
    const codes: string[] = [];
    for await (const { errors } of events) codes.push(...(errors ?? []).map(({ extensions }) => extensions.code));
    expect(codes).toEqual([code]);
  });

  test("nothing listens once all readers have gone", async () => {
    await vi.waitFor(async () => {
      const before = api.questions;
      await sleep(400);
      expect(api.questions).toBe(before);
    });
  });
});
