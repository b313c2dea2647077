import { connect, createServer, type Server, type Socket } from "node:net";
import { follow } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { MemorySink, seededRandom } from "@ledgerscope/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { AnvilChain } from "./support/anvilChain.ts";
import { freePort } from "./support/freePort.ts";

/** Between the indexer and anvil's websocket; the test cuts it. */
class Line {
  readonly url: string;
  readonly #port: number;
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  connections = 0;

  constructor(port: number, to: number) {
    this.#port = port;
    this.#to = to;
    this.url = `ws://127.0.0.1:${port}`;
  }

  open(): Promise<void> {
    const server = createServer((from) => {
      this.connections++;
      const to = connect(this.#to, "127.0.0.1");
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(one);
        one.on("error", () => {}).on("close", () => other.destroy());
        one.pipe(other);
      }
    });
    this.#server = server;
    return new Promise((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}

let chain: AnvilChain;
let line: Line;
const sink = new MemorySink();
const controller = new AbortController();
let following: Promise<void>;

beforeAll(async () => {
  chain = await AnvilChain.start(seededRandom(1));
  line = new Line(await freePort(), Number(new URL(chain.wsUrl).port));
  await line.open();
  const source = await evm.open(evm.parseConfig({ rpc: chain.url, ws: line.url }, { network: "heads", baseDir: "/" }));
  following = follow(source, sink, { signal: controller.signal }).finally(() => source.close());
});

afterAll(async () => {
  controller.abort();
  await following;
  await line.cut();
  await chain.stop();
});

/** Milliseconds until a new block is stored. */
async function mineAndWait(): Promise<number> {
  await chain.grow(2);
  const startedMs = performance.now();
  const height = await chain.height();
  await vi.waitFor(() => expect(sink.blocks.has(height)).toBe(true), { timeout: 20_000, interval: 5 });
  return performance.now() - startedMs;
}

test("heads come over the websocket; without it they are polled for; it is made again", async () => {
  await mineAndWait();
  await vi.waitFor(() => expect(line.connections).toBe(1));
  const told = [await mineAndWait(), await mineAndWait(), await mineAndWait()].sort((a, b) => a - b);
  // While it is told, the source polls every two seconds.
  expect(told[1]).toBeLessThan(700);

  await line.cut();
  for (let blocks = 0; blocks < 4; blocks++) expect(await mineAndWait()).toBeLessThan(1_900);
  expect(line.connections).toBe(1);

  await line.open();
  await vi.waitFor(() => expect(line.connections).toBeGreaterThan(1), { timeout: 15_000 });
  await mineAndWait();
  const again = [await mineAndWait(), await mineAndWait(), await mineAndWait()].sort((a, b) => a - b);
  expect(again[1]).toBeLessThan(700);
});
