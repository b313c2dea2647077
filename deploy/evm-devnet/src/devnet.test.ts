import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demoToken } from "./contracts.gen.ts";
import { jsonRpc } from "./jsonRpc.ts";
import { type Anvil, startAnvil } from "./startAnvil.ts";
import { runTraffic, type SentTransaction } from "./traffic.ts";

let folder: string;
let port: number;
let running: Anvil | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-devnet-"));
  port = await freePort();
});

afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

const start = async (blockTimeMs = 200): Promise<Anvil> => {
  running = await startAnvil({ port, statePath: join(folder, "chain.json"), blockTimeMs });
  return running;
};

const freePort = (): Promise<number> =>
  new Promise((settle) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => settle(port));
    });
  });

interface Receipt {
  readonly status: string;
  readonly blockHash: string;
}

/** Traffic until `enough` says so, and what became of each transaction. */
async function traffic(url: string, enough: (sent: readonly SentTransaction[]) => boolean): Promise<SentTransaction[]> {
  const sent: SentTransaction[] = [];
  const controller = new AbortController();
  await runTraffic({
    url,
    ratePerSecond: 100,
    seed: 11,
    signal: controller.signal,
    onTransaction(transaction) {
      sent.push(transaction);
      if (enough(sent)) controller.abort();
    },
  });
  return sent;
}

const receiptOf = (url: string, hash: string): Promise<Receipt> =>
  vi.waitFor(async () => {
    const receipt = (await jsonRpc(url, "eth_getTransactionReceipt", [hash])) as Receipt | null;
    if (!receipt) throw new Error(`${hash} is not in a block yet`);
    return receipt;
  });

describe("traffic", () => {
  test("ends as each transaction was meant to end, with the error that it was meant to have", async () => {
    const { url } = await start();
    const kinds = 10;
    const sent = await traffic(url, (all) => new Set(all.map(({ kind }) => kind)).size === kinds || all.length > 1_000);
    const outcomes = await Promise.all(
      sent.map(async ({ hash, expected }) => ({ expected, status: (await receiptOf(url, hash)).status })),
    );
    for (const { expected, status } of outcomes) expect(status).toBe(expected === "success" ? "0x1" : "0x0");

    const token = new Interface(demoToken.abi);
    const errorOf = async (kind: SentTransaction["kind"]): Promise<string> => {
      const hash = sent.find((transaction) => transaction.kind === kind)?.hash;
      const frame = (await jsonRpc(url, "debug_traceTransaction", [hash, { tracer: "callTracer" }])) as {
        output: string;
      };
      const error = token.parseError(frame.output);
      return `${error?.name}(${error?.args[0]})`;
    };
    expect(await errorOf("revert_reason")).toBe("Error(DemoToken: burn amount exceeds balance)");
    expect(await errorOf("revert_division_by_zero")).toBe("Panic(18)");
    expect(await errorOf("revert_assert")).toBe("Panic(1)");
    expect(await errorOf("revert_insufficient_balance")).toMatch(/^ERC20InsufficientBalance\(0x/);
    expect(await errorOf("revert_own_error")).toMatch(/^ClaimTooLarge\(10{30}\)/);
    expect(await errorOf("revert_nested")).toMatch(/^ERC20Insufficient(Balance|Allowance)\(0x/);
  });
});

describe("a restart", () => {
  test("continues the same chain, serves what was before, and finds the contracts again", async () => {
    const first = await start();
    const sent = await traffic(first.url, (all) => all.length === 20);
    const before = await Promise.all(sent.map(({ hash }) => receiptOf(first.url, hash)));
    const deployments = (): Promise<unknown> =>
      jsonRpc(first.url, "eth_getTransactionCount", ["0xa0Ee7A142d267C1f36714E4a8F75612F20a79720", "latest"]);
    const deployed = await deployments();
    await first.close();

    const second = await start();
    const after = await Promise.all(sent.map(({ hash }) => receiptOf(second.url, hash)));
    expect(after.map(({ blockHash }) => blockHash)).toEqual(before.map(({ blockHash }) => blockHash));
    await traffic(second.url, (all) => all.length === 5);
    expect(await deployments()).toBe(deployed);
  });

  test("leaves no process and no open port behind", async () => {
    const { pid, close } = await start();
    await close();
    expect(() => process.kill(-pid, 0)).toThrow(/ESRCH/);
    await start();
  });

  test("after anvil died undoes no final block", async () => {
    const first = await start(500);
    await vi.waitFor(async () => expect(Number(await jsonRpc(first.url, "eth_blockNumber"))).toBeGreaterThan(11), {
      timeout: 20_000,
    });
    const final = (await jsonRpc(first.url, "eth_getBlockByNumber", ["finalized", false])) as {
      number: string;
      hash: string;
    };
    process.kill(-first.pid, "SIGKILL");
    expect((await first.died).message).toContain("anvil ended");
    running = undefined;
    const second = await start(500);
    const kept = (await jsonRpc(second.url, "eth_getBlockByNumber", [final.number, false])) as { hash: string } | null;
    expect(kept?.hash).toBe(final.hash);
  });
});

test("a port that is taken is told in one sentence", async () => {
  const other = createServer();
  await new Promise<void>((settle) => other.listen(port, "127.0.0.1", () => settle()));
  try {
    await expect(start()).rejects.toThrow(`port ${port} is taken`);
  } finally {
    other.close();
  }
});
