import { setTimeout as sleep } from "node:timers/promises";
import { Contract, getCreateAddress, HDNodeWallet, JsonRpcProvider, type TransactionRequest } from "ethers";
import type { Contract as Compiled } from "./compileContracts.ts";
import { demoTill, demoToken } from "./contracts.gen.ts";

export interface TrafficOptions {
  readonly url: string;
  /** Transactions per second, on average. */
  readonly ratePerSecond: number;
  /** The same seed makes the same sequence of kinds and amounts. */
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onTransaction?: (transaction: SentTransaction) => void;
}

export interface SentTransaction {
  readonly kind: TrafficKind;
  readonly hash: string;
  /** What the sender means to happen. */
  readonly expected: "success" | "failed";
}

export type TrafficKind =
  | "transfer"
  | "token_transfer"
  | "token_payment"
  | "token_deploy"
  | "revert_reason"
  | "revert_division_by_zero"
  | "revert_assert"
  | "revert_insufficient_balance"
  | "revert_own_error"
  | "revert_nested";

/** Anvil's public development accounts: worthless anywhere else. */
const MNEMONIC = "test test test test test test test test test test test junk";
/** Account that only deploys, so that its nonces name the contracts. */
const DEPLOYER = 9;
const TRADERS = 6;

const GWEI = 10n ** 9n;
const TOKEN = 10n ** 18n;
/** Enough for every call here; stated, since a node refuses to estimate a call that will fail. */
const CALL_GAS = 200_000n;
const DEPLOY_GAS = 2_000_000n;
const CLAIM = 100_000n * TOKEN;
/** More than anyone has. */
const TOO_MUCH = 10n ** 30n;

/** Parts per hundred: about one in four fails. */
const WEIGHTS: readonly (readonly [TrafficKind, number])[] = [
  ["transfer", 33],
  ["token_transfer", 32],
  ["token_payment", 9],
  ["token_deploy", 1],
  ["revert_reason", 6],
  ["revert_division_by_zero", 3],
  ["revert_assert", 3],
  ["revert_insufficient_balance", 6],
  ["revert_own_error", 4],
  ["revert_nested", 3],
];

const RETRY_MS = 1_000;

/** Sends transactions of many kinds until the signal aborts; a node that is away is waited for. */
export async function runTraffic(options: TrafficOptions): Promise<void> {
  const { url, ratePerSecond, seed, signal, onTransaction } = options;
  const random = seededRandom(seed);
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, batchMaxCount: 1, pollingInterval: 250 });
  try {
    while (!signal.aborted) {
      try {
        const market = await Market.open(provider);
        for (;;) {
          // Exponential gaps: arrivals as in a Poisson process.
          const gapMs = (-Math.log(1 - random()) * 1000) / ratePerSecond;
          await sleep(Math.min(gapMs, 10_000), undefined, { signal });
          const sent = await market.send(pick(random), random);
          onTransaction?.(sent);
        }
      } catch (error) {
        if (signal.aborted) return;
        // The node is away, or started anew: look again at nonces and contracts.
        if (error instanceof TypeError) throw error;
        await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  } finally {
    provider.destroy();
  }
}

function pick(random: () => number): TrafficKind {
  const total = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
  let at = random() * total;
  for (const [kind, weight] of WEIGHTS) {
    at -= weight;
    if (at < 0) return kind;
  }
  return "transfer";
}

/** The accounts and contracts that the traffic runs between. */
class Market {
  readonly #traders: readonly HDNodeWallet[];
  readonly #nonces = new Map<string, number>();
  readonly #provider: JsonRpcProvider;
  readonly #chainId: bigint;
  readonly #token: Contract;
  readonly #till: Contract;

  private constructor(provider: JsonRpcProvider, chainId: bigint, token: string, till: string) {
    this.#provider = provider;
    this.#chainId = chainId;
    this.#token = new Contract(token, demoToken.abi);
    this.#till = new Contract(till, demoTill.abi);
    this.#traders = Array.from({ length: TRADERS }, (_, index) => account(index));
  }

  /** Finds the contracts of an earlier run, or deploys them. */
  static async open(provider: JsonRpcProvider): Promise<Market> {
    const { chainId } = await provider.getNetwork();
    const token = await contractAddress(provider, chainId, demoToken);
    const till = await contractAddress(provider, chainId, demoTill);
    const market = new Market(provider, chainId, token, till);
    for (const trader of market.#traders) {
      await market.#submit(trader, { to: token, data: market.#call(market.#token, "claim", CLAIM) });
      await market.#submit(trader, { to: token, data: market.#call(market.#token, "approve", till, TOO_MUCH) });
    }
    return market;
  }

  async send(kind: TrafficKind, random: () => number): Promise<SentTransaction> {
    const below = (n: number): number => Math.floor(random() * n);
    const sender = this.#traders[below(TRADERS)] as HDNodeWallet;
    const recipient = this.#traders[below(TRADERS)] as HDNodeWallet;
    const amount = BigInt(1 + below(500)) * (TOKEN / 100n);
    const token = this.#token;
    const onToken = (method: string, ...values: unknown[]): TransactionRequest => ({
      to: token.target as string,
      data: this.#call(token, method, ...values),
    });
    const request = ((): TransactionRequest => {
      switch (kind) {
        case "transfer":
          // Every fourth of the oldest type, some with an access list: all are still in use.
          return {
            to: recipient.address,
            value: amount / 1000n,
            type: [0, 1, 2, 2][below(4)] as number,
            gasLimit: 30_000n,
          };
        case "token_transfer":
          return onToken("transfer", recipient.address, amount);
        case "token_payment":
          return { to: this.#till.target as string, data: this.#call(this.#till, "pay", token.target, amount) };
        case "token_deploy":
          return { data: demoToken.bytecode, gasLimit: DEPLOY_GAS };
        case "revert_reason":
          return onToken("burn", TOO_MUCH);
        case "revert_division_by_zero":
          return onToken("split", [], amount);
        case "revert_assert":
          return onToken("audit", amount);
        case "revert_insufficient_balance":
          return onToken("transfer", recipient.address, TOO_MUCH);
        case "revert_own_error":
          return onToken("claim", TOO_MUCH);
        case "revert_nested":
          return { to: this.#till.target as string, data: this.#call(this.#till, "pay", token.target, TOO_MUCH / 10n) };
      }
    })();
    const hash = await this.#submit(sender, request);
    return { kind, hash, expected: kind.startsWith("revert_") ? "failed" : "success" };
  }

  #call(contract: Contract, method: string, ...values: unknown[]): string {
    return contract.interface.encodeFunctionData(method, values);
  }

  async #submit(sender: HDNodeWallet, request: TransactionRequest): Promise<string> {
    const nonce =
      this.#nonces.get(sender.address) ?? (await this.#provider.getTransactionCount(sender.address, "pending"));
    const { hash } = await this.#provider.broadcastTransaction(
      await sender.signTransaction(complete({ ...request, nonce }, this.#chainId)),
    );
    this.#nonces.set(sender.address, nonce + 1);
    return hash;
  }
}

function account(index: number): HDNodeWallet {
  return HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`);
}

function complete(request: TransactionRequest, chainId: bigint): TransactionRequest {
  const type = request.type ?? 2;
  const fees =
    type === 2
      ? { maxFeePerGas: 20n * GWEI, maxPriorityFeePerGas: GWEI }
      : {
          gasPrice: 20n * GWEI,
          ...(type === 1 ? { accessList: [{ address: request.to as string, storageKeys: [] }] } : {}),
        };
  return { gasLimit: CALL_GAS, ...request, ...fees, type, chainId };
}

/** Where the deployer's contract of this code lies; deployed when it is nowhere. */
async function contractAddress(provider: JsonRpcProvider, chainId: bigint, contract: Compiled): Promise<string> {
  const deployer = account(DEPLOYER);
  const nonces = await provider.getTransactionCount(deployer.address, "pending");
  for (let nonce = nonces - 1; nonce >= 0; nonce--) {
    const address = getCreateAddress({ from: deployer.address, nonce });
    if ((await provider.getCode(address)) === contract.deployedBytecode) return address;
  }
  const request = { data: contract.bytecode, gasLimit: DEPLOY_GAS, nonce: nonces };
  const sent = await provider.broadcastTransaction(await deployer.signTransaction(complete(request, chainId)));
  await sent.wait();
  return getCreateAddress({ from: deployer.address, nonce: nonces });
}

/** Numbers in [0, 1), the same for the same seed (mulberry32, public domain by Tommy Ettinger). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
