import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { anvilBinary, jsonRpc } from "@ledgerscope/evm-devnet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cuttableProxy } from "./support/cuttableProxy.ts";
import { freePort } from "./support/freePort.ts";
import { ObservedEvm } from "./support/observedEvm.ts";
import { PrivateApi } from "./support/privateApi.ts";

const GWEI = 1_000_000_000n;
const hex = (value: bigint): string => `0x${value.toString(16)}`;

const anvils: ChildProcess[] = [];
let observed: ObservedEvm;
let accounts: readonly string[];
const hashes: Record<string, string> = {};
let url: string;
let rpc: <T = string>(method: string, ...params: unknown[]) => Promise<T>;

/** @returns its URL. */
async function startAnvil(): Promise<string> {
  const port = await freePort();
  const args = ["--host", "127.0.0.1", "--port", String(port), "--no-mining", "--slots-in-an-epoch", "1", "--quiet"];
  anvils.push(spawn(anvilBinary(), args, { stdio: "ignore" }));
  const started = `http://127.0.0.1:${port}`;
  const isUp = () => jsonRpc(started, "eth_chainId", []).catch(() => undefined);
  for (let tries = 0; tries < 100 && !(await isUp()); tries++) await sleep(100);
  return started;
}

/** A block of what waits in the pool. */
async function mine(): Promise<void> {
  await rpc("evm_mine");
  const { hash } = await rpc<{ hash: string }>("eth_getBlockByNumber", "latest", false);
  await observed.stored(hash);
}

beforeAll(async () => {
  url = await startAnvil();
  rpc = <T>(method: string, ...params: unknown[]) => jsonRpc(url, method, params) as Promise<T>;
  accounts = await rpc<string[]>("eth_accounts");
  observed = await ObservedEvm.start({
    ...{ network: "dev", rpc: url, config: { finality: { confirmations: 3 } } },
    mempool: { socket: url.replace("http", "ws"), polled: url },
  });
  await mine();
  await observed.until(async () => {
    const [row] = await observed.sql<{ nodes: string }>(
      "SELECT toString(uniqExact(node)) AS nodes FROM store.stage_facts WHERE stage = 'evm.include'",
    );
    if (row?.nodes !== "2") {
      await mine();
      throw new Error("both observers are not there yet");
    }
  });

  const send = (account: number, transaction: object): Promise<string> =>
    rpc("eth_sendTransaction", {
      from: accounts[account],
      to: accounts[9],
      value: "0x1",
      gas: "0x5208",
      maxFeePerGas: hex(10n * GWEI),
      maxPriorityFeePerGas: hex(GWEI),
      ...transaction,
    });
  const dearer = { maxFeePerGas: hex(20n * GWEI), maxPriorityFeePerGas: hex(2n * GWEI) };
  hashes["plain"] = await send(0, {});
  hashes["gap"] = await send(1, { nonce: "0x3" });
  hashes["repriced"] = await send(2, {});
  hashes["replaced"] = await send(3, {});
  hashes["cancelled"] = await send(4, {});
  hashes["poor"] = await send(5, { value: hex(10n ** 18n) });
  await observed.seen("evm.mempool", ...Object.values(hashes));
  hashes["repriced by"] = await send(2, { nonce: "0x0", ...dearer });
  hashes["replaced by"] = await send(3, { nonce: "0x0", value: "0x7", ...dearer });
  hashes["cancelled by"] = await send(4, { nonce: "0x0", to: accounts[4], value: "0x0", ...dearer });
  await observed.seen("evm.replace", ...["repriced", "replaced", "cancelled"].map((name) => hashes[name] as string));
  await rpc("anvil_setBalance", accounts[5], "0x1");
  await mine();
  await observed.until(async () => {
    const [row] = await observed.sql<{ outcome: string }>(
      `SELECT attributes['evm.outcome'] AS outcome FROM store.stage_facts
       WHERE id = '${hashes["poor"]?.slice(2)}' AND edge = 'end'`,
    );
    expect(row?.outcome).toBe("dropped");
  });
  for (let blocks = 0; blocks < 4; blocks++) await mine();
}, 120_000);

afterAll(async () => {
  await observed?.stop();
  for (const anvil of anvils) anvil.kill("SIGKILL");
});

test.each([
  ["gap", "evm_nonce_gap", "missing_nonce", "no watched pool has one with nonce 0"],
  ["repriced", "evm_replaced", "repriced", "asks for the same at another price"],
  ["replaced", "evm_replaced", "replaced", "asks for something else"],
  ["cancelled", "evm_replaced", "cancelled", "pays nothing to its own sender"],
  ["poor", "evm_insufficient_funds", "value", "had 1 wei"],
] as const)(
  "a transaction that never was in a block, by %s, is explained as %s, %s",
  async (name, code, subCause, words) => {
    const id = hashes[name] as string;
    const found = await observed.why(id);
    expect(found?.diagnosis).toMatchObject({ code, subCause, chainCode: null });
    expect(found?.diagnosis?.confidence).toBeGreaterThan(0.9);
    expect(found?.diagnosis?.summary.en).toContain(words);
    expect(found?.diagnosis?.runbook?.length).toBeGreaterThan(0);
    expect(found?.trace).toMatchObject({ family: "evm", id, network: "dev" });
    expect(found?.trace.height).toBeUndefined();
  },
);

test("those and no others are listed as failed; who took their nonces is named", async () => {
  const failed = await observed.failed();
  const names = ["gap", "repriced", "replaced", "cancelled", "poor"];
  expect([...failed.keys()].sort()).toEqual(names.map((name) => hashes[name]).sort());
  for (const name of ["repriced", "replaced", "cancelled"]) {
    const one = failed.get(hashes[name] as string);
    expect([name, one?.height, one?.code, one?.culprits]).toEqual([name, null, null, [hashes[`${name} by`]]]);
  }
});

test("the API finds them by their hash, and explains them to those who may read the network alone", async () => {
  const readers = {
    reader: { name: "reader", networks: ["dev"], channels: "*", roles: [] },
    other: { name: "other", networks: ["elsewhere"], channels: "*", roles: [] },
  } as const;
  const api = PrivateApi.over(observed.warehouse, { dev: { family: "evm" }, elsewhere: { family: "evm" } }, readers);
  const query = `query ($id: String!) { transaction(id: $id) {
    id hash status statusText actor diagnosis { code subCause } trace { spans { name node } } } }`;
  try {
    const found = await api.ask(query, { id: hashes["poor"] }, "reader");
    expect(found.errors).toBeUndefined();
    expect(found.data.transaction).toMatchObject({
      ...{ hash: hashes["poor"], status: "failed", statusText: "never in a block", actor: accounts[5] },
      diagnosis: { code: "evm_insufficient_funds", subCause: "value" },
    });
    expect(found.data.transaction.trace.spans).toContainEqual({ name: "evm.mempool", node: "socket" });
    const node = await api.ask(
      `query ($id: ID!) { node(id: $id) { ... on Transaction { hash } } }`,
      {
        id: found.data.transaction.id,
      },
      "reader",
    );
    expect(node.data.node).toEqual({ hash: hashes["poor"] });
    expect((await api.ask(query, { id: hashes["poor"] }, "other")).data.transaction).toBeNull();
  } finally {
    await api.close();
  }
});

test("a transaction's way is seen from two sides: in the pool, in a block, confirmed, safe and final", async () => {
  const found = await observed.until(async () => {
    const explained = await observed.why(hashes["plain"] as string);
    const seen = explained?.trace.spans.filter(({ name }) => name === "evm.confirm" || name === "evm.finalize");
    expect(seen?.length).toBeGreaterThanOrEqual(4);
    return explained;
  });
  expect(found?.diagnosis).toBeUndefined();
  const spans = found?.trace.spans ?? [];
  for (const node of ["socket", "polled"]) {
    const of = (name: string) => spans.find((span) => span.name === name && span.node === node);
    const mempool = of("evm.mempool");
    expect(mempool).toMatchObject({ evidence: "observed", status: "ok" });
    expect(mempool?.attributes).toMatchObject({ "evm.outcome": "included", "clock.node": node });
    expect(of("evm.include")?.startNs).toBe(mempool?.endNs);
    for (const stage of ["evm.confirm", "evm.safe", "evm.finalize"]) {
      const span = of(stage);
      expect([stage, span?.startNs]).toEqual([stage, mempool?.endNs]);
      expect(span && span.endNs > span.startNs).toBe(true);
    }
    expect(of("evm.confirm")?.attributes["evm.confirmations"]).toBe("3");
  }
  expect(found?.trace.gaps.map(({ stage }) => stage)).toEqual(["evm.submit"]);
});

test("the transaction that took another's place says which", async () => {
  const found = await observed.why(hashes["repriced by"] as string);
  const mempool = found?.trace.spans.find(({ name, node }) => name === "evm.mempool" && node === "socket");
  expect(mempool?.attributes["evm.replaces"]).toBe(hashes["repriced"]);
  expect(found?.diagnosis).toBeUndefined();
});

test("an observer that starts late knows what waits already, and says that it came earlier", async () => {
  const id = await rpc("eth_sendTransaction", { from: accounts[6], to: accounts[9], value: "0x1", gas: "0x5208" });
  await observed.seen("evm.mempool", id);
  const late = observed.alsoWatch({ late: url });
  try {
    await observed.until(async () => {
      const rows = await observed.sql(`SELECT 1 FROM store.stage_facts WHERE id = '${id.slice(2)}' AND node = 'late'`);
      expect(rows).toHaveLength(1);
    });
    await mine();
    const stays = await observed.until(async () => {
      const found = await observed.why(id);
      const spans = found?.trace.spans.filter(({ name }) => name === "evm.mempool") ?? [];
      expect(spans.map(({ status }) => status)).toEqual(["ok", "ok", "ok"]);
      return new Map(spans.map(({ node, evidence }) => [node, evidence]));
    });
    expect(Object.fromEntries(stays)).toEqual({ socket: "observed", polled: "observed", late: "inferred" });
  } finally {
    await late.stop();
  }
});

test("a line that is cut is made again, and what the observer knew before it still knows", async () => {
  const proxy = await cuttableProxy(Number(new URL(url).port));
  const cut = observed.alsoWatch({ cut: `ws://127.0.0.1:${proxy.port}` });
  try {
    const heard = (): Promise<unknown> =>
      observed.until(async () => {
        await mine();
        const rows = await observed.sql("SELECT 1 FROM store.stage_facts WHERE node = 'cut' AND stage = 'evm.include'");
        expect(rows.length).toBeGreaterThan(0);
      });
    await heard();
    const id = await rpc("eth_sendTransaction", { from: accounts[7], to: accounts[9], value: "0x1", gas: "0x5208" });
    const of = (edge: string): Promise<void> =>
      observed.until(async () => {
        const rows = await observed.sql(
          `SELECT 1 FROM store.stage_facts WHERE id = '${id.slice(2)}' AND node = 'cut' AND edge = '${edge}'`,
        );
        expect(rows).toHaveLength(1);
      });
    await of("start");
    proxy.cut();
    await mine();
    await of("end");
    const found = await observed.why(id);
    const stay = found?.trace.spans.find(({ name, node }) => name === "evm.mempool" && node === "cut");
    expect([stay?.evidence, stay?.status]).toEqual(["observed", "ok"]);
  } finally {
    await cut.stop();
    await proxy.close();
  }
});

test("a node whose chain begins anew is followed on its new chain", async () => {
  const count = async (): Promise<number> => {
    const [row] = await observed.sql<{ heads: string }>(
      "SELECT toString(count()) AS heads FROM store.stage_facts WHERE stage = 'evm.include' AND node = 'again'",
    );
    return Number(row?.heads);
  };
  const other = await startAnvil();
  const again = observed.alsoWatch({ again: other });
  const grown = (least: number): Promise<void> =>
    observed.until(async () => {
      await jsonRpc(other, "evm_mine", []);
      expect(await count()).toBeGreaterThan(least);
    });
  try {
    await grown(2);
    await jsonRpc(other, "anvil_reset", []);
    await grown((await count()) + 1);
  } finally {
    await again.stop();
  }
});
