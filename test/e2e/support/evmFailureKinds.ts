import { Interface, JsonRpcProvider, NonceManager, type Wallet } from "ethers";
import { expect } from "vitest";
import { failing, LARGE } from "./failingContracts.ts";
import type { ObservedEvm } from "./observedEvm.ts";
import { deploying } from "./tracedContracts.ts";

const errors = new Interface([
  "error Error(string)",
  "error Panic(uint256)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
]);
const error = (name: string, ...values: unknown[]): string => errors.encodeErrorResult(name, values).slice(2);

/** A way in which a transaction fails in a block, and what is to be said of it. */
interface FailureKind {
  readonly name: string;
  readonly code: string;
  readonly subCause: string;
  /** In the summary. */
  readonly words: string;
  /** Path of the call where it began; undefined: the transaction itself. */
  readonly call?: string;
}

export const FAILURE_KINDS: readonly FailureKind[] = [
  { name: "reason", code: "evm_revert", subCause: "reason", words: '"not the owner"' },
  { name: "panic", code: "evm_revert", subCause: "panic", words: "division or modulo by zero" },
  { name: "custom", code: "evm_revert", subCause: "custom_error", words: "balance = 5, needed = 10" },
  { name: "silent", code: "evm_revert", subCause: "no_reason", words: "returned no reason" },
  { name: "handed up", code: "evm_revert", subCause: "reason", words: "in a call that it made (0)", call: "0" },
  { name: "limit", code: "evm_out_of_gas", subCause: "limit", words: "of 200000 gas" },
  { name: "intrinsic", code: "evm_out_of_gas", subCause: "intrinsic", words: "0 were left for execution" },
  { name: "code deposit", code: "evm_out_of_gas", subCause: "code_deposit", words: "200 gas a byte" },
  { name: "63/64", code: "evm_out_of_gas", subCause: "63_64", words: "63 of 64 parts", call: "0" },
  { name: "fixed gas", code: "evm_out_of_gas", subCause: "call_gas", words: "given 5000 gas", call: "0" },
  { name: "stipend", code: "evm_out_of_gas", subCause: "stipend", words: "2300 gas", call: "0" },
  { name: "halt", code: "evm_halt", subCause: "invalid_opcode", words: "does not know" },
  { name: "static write", code: "evm_halt", subCause: "static_write", words: "may only read", call: "0" },
];

/**
 * Provokes each kind of failure on a live chain.
 * @param mine puts what waits into a block.
 * @returns hashes of the failed transactions by the kind's name, and of one that succeeded.
 */
export async function provokeFailures(
  url: string,
  wallet: Wallet,
  mine: () => Promise<unknown>,
): Promise<{ readonly failed: ReadonlyMap<string, string>; readonly good: string }> {
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1 });
  const signer = new NonceManager(wallet.connect(provider));
  const fees = { maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };
  const send = async (transaction: object): Promise<string> =>
    (await signer.sendTransaction({ gasLimit: 200_000, ...fees, ...transaction })).hash;
  const addressOf = async (hash: string): Promise<string> =>
    String((await provider.send("eth_getTransactionReceipt", [hash])).contractAddress).toLowerCase();
  const create = async (...codes: readonly string[]): Promise<readonly string[]> => {
    const hashes: string[] = [];
    for (const data of codes) hashes.push(await send({ data, gasLimit: 500_000 }));
    await mine();
    return Promise.all(hashes.map(addressOf));
  };
  try {
    const refusal = error("Error", "not the owner");
    const poor = error("ERC20InsufficientBalance", `0x${"07".padStart(40, "0")}`, 5, 10);
    const [burner, halting, writer, refuser, bank] = (await create(
      deploying(failing.burner),
      deploying(failing.halting),
      deploying(failing.writer),
      deploying(failing.refuser(refusal)),
      deploying(failing.refuser(poor)),
    )) as [string, string, string, string, string];
    const [all, fixed, paying, bubbling, reading] = (await create(
      deploying(failing.passingAll(burner)),
      deploying(failing.passingFixed(burner)),
      deploying(failing.paying(burner)),
      deploying(failing.bubbling(refuser)),
      deploying(failing.reading(writer)),
    )) as [string, string, string, string, string];
    const refusing = (data: string): object => ({ data: `0x${failing.refuser(data)}` });
    const failed = new Map<string, string>();
    for (const [name, transaction] of Object.entries({
      reason: { to: refuser },
      panic: refusing(error("Panic", 0x12)),
      custom: { to: bank },
      silent: refusing(""),
      "handed up": { to: bubbling },
      limit: { to: burner },
      intrinsic: { to: writer, gasLimit: 21_000 },
      "code deposit": { data: LARGE, gasLimit: 120_000 },
      "63/64": { to: all },
      "fixed gas": { to: fixed },
      stipend: { to: paying, value: 1 },
      halt: { to: halting },
      "static write": { to: reading },
    })) {
      failed.set(name, await send(transaction));
    }
    const good = await send({ to: writer });
    await mine();
    return { failed, good };
  } finally {
    provider.destroy();
  }
}

/** What is said of each kind. */
export async function expectExplained(observed: ObservedEvm, kind: FailureKind, id: string): Promise<void> {
  const found = await observed.why(id);
  const { diagnosis, trace } = found ?? {};
  expect(diagnosis).toMatchObject({ code: kind.code, subCause: kind.subCause, chainCode: 0 });
  expect(diagnosis?.summary.en).toContain(kind.words);
  for (const { en, zh } of [
    diagnosis?.title,
    diagnosis?.summary,
    diagnosis?.advice,
    ...(diagnosis?.runbook ?? []),
  ].flatMap((text) => text ?? [])) {
    expect(en).not.toBe("");
    expect(zh).toMatch(/\p{Script=Han}|Panic/u);
  }
  const call = diagnosis?.proof.find(({ label }) => label === "call")?.value;
  if (kind.call !== undefined) expect(call).toBe(kind.call);
  const origin = trace?.spans.find(({ attributes }) => attributes["evm.call.origin"] === "true");
  expect([trace?.status, origin?.name, origin?.status]).toEqual(["failed", "evm.execute", "error"]);
  if (kind.call !== undefined) expect(origin?.attributes["evm.call.path"]).toBe(kind.call);
  // Gas is known, times are not: everything inside a block happens at its time.
  for (const span of trace?.spans.filter(({ name }) => name === "evm.execute") ?? []) {
    expect([span.endNs - span.startNs, span.evidence]).toEqual([0n, "derived"]);
    expect(Number(span.attributes["evm.gas_used"])).toBeGreaterThan(0);
  }
}
