import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { anvilBinary, demoToken, jsonRpc } from "@ledgerscope/evm-devnet";
import { Interface } from "ethers";
import { freePort } from "./freePort.ts";

/** Blocks under the head that can still be reorganised: twice anvil's slots in an epoch. */
export const REVERTIBLE = 32;
const token = new Interface(demoToken.abi as never);
const KINDS = 8;

const HUNG_MS = 20_000;

/** Anvil 1.7.1 sometimes never answers `anvil_reorg` nor anything after it: no fault of whoever reads from it. */
export class AnvilHung extends Error {}

/** An anvil that mines when it is told to, with mixed traffic and reorganisations drawn from `random`. */
export class AnvilChain {
  readonly url: string;
  readonly wsUrl: string;
  readonly #child: ChildProcess;
  readonly #random: (n: number) => number;
  #accounts: string[] = [];
  #token = "";

  static async start(random: (n: number) => number): Promise<AnvilChain> {
    const port = await freePort();
    const args = ["--host", "127.0.0.1", "--port", String(port), "--no-mining", "--quiet"];
    const child = spawn(anvilBinary(), [...args, "--slots-in-an-epoch", String(REVERTIBLE / 2)], { stdio: "ignore" });
    const chain = new AnvilChain(child, port, random);
    await chain.#prepare();
    return chain;
  }

  private constructor(child: ChildProcess, port: number, random: (n: number) => number) {
    this.#child = child;
    this.#random = random;
    this.url = `http://127.0.0.1:${port}`;
    this.wsUrl = `ws://127.0.0.1:${port}`;
  }

  async #prepare(): Promise<void> {
    while (
      await this.call("eth_chainId").then(
        () => false,
        () => true,
      )
    )
      await sleep(50);
    this.#accounts = (await this.call("eth_accounts")) as string[];
    await this.call("eth_sendTransaction", [{ from: this.#accounts[9], data: demoToken.bytecode, gas: "0x1e8480" }]);
    await this.mine();
    const block = (await this.call("eth_getBlockByNumber", ["0x1", false])) as { transactions: string[] };
    const receipt = await this.call("eth_getTransactionReceipt", [block.transactions[0]]);
    this.#token = (receipt as { contractAddress: string }).contractAddress;
    for (const from of this.#accounts) await this.#send({ from, ...this.#onToken("claim", 10n ** 20n) });
    await this.mine();
  }

  /** @throws AnvilHung when there is no answer in twenty seconds. */
  call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return jsonRpc(this.url, method, params, AbortSignal.timeout(HUNG_MS)).catch((error: Error) => {
      throw error.name === "TimeoutError" ? new AnvilHung(`anvil does not answer ${method}`) : error;
    });
  }

  async mine(): Promise<void> {
    await this.call("evm_mine");
  }

  async height(): Promise<number> {
    return Number(await this.call("eth_blockNumber"));
  }

  /** A block of at most `most` transactions of all kinds: transfers of each type, tokens, creations, failures. */
  async grow(most: number): Promise<void> {
    for (let left = this.#random(most + 1); left > 0; left--) await this.#send(this.#transaction());
    await this.mine();
  }

  /** Replaces that many of the newest blocks, some of the new ones with transactions. */
  async reorg(depth: number): Promise<void> {
    const from = this.#account();
    const replaced = Array.from({ length: Math.min(3, depth) }, (_, block) => [
      { from, to: this.#account(), value: `0x${(1 + this.#random(1_000_000)).toString(16)}`, gas: "0x5208" },
      block,
    ]);
    await this.call("anvil_reorg", [depth, replaced]);
  }

  async #send(transaction: Record<string, string>): Promise<void> {
    await this.call("eth_sendTransaction", [transaction]);
  }

  #account(): string {
    return this.#accounts[this.#random(this.#accounts.length)] as string;
  }

  #transaction(): Record<string, string> {
    const from = this.#account();
    const amount = BigInt(1 + this.#random(1_000_000));
    const value = `0x${amount.toString(16)}`;
    const plain = { from, to: this.#account(), value, gas: "0x7530" };
    switch (this.#random(KINDS)) {
      case 0:
        return { ...plain, type: "0x0", gasPrice: "0x77359400" };
      case 1:
        return { ...plain, type: "0x1", gasPrice: "0x77359400" };
      case 2:
        return { ...plain, type: "0x2", maxFeePerGas: "0x77359400", maxPriorityFeePerGas: "0x1" };
      case 3:
        return { from, data: demoToken.bytecode, gas: "0x1e8480" };
      case 4:
        return { from, ...this.#onToken("burn", 10n ** 30n) };
      case 5:
        return { from, ...this.#onToken("approve", this.#account(), amount) };
      default:
        return { from, ...this.#onToken("transfer", this.#account(), amount) };
    }
  }

  #onToken(method: string, ...values: unknown[]): Record<string, string> {
    return { to: this.#token, data: token.encodeFunctionData(method, values), gas: "0x30d40" };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.kill("SIGKILL")) await ended;
  }
}
