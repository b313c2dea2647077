import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { jsonRpc } from "@ledgerscope/evm-devnet";
import { freePort } from "./freePort.ts";

const CHAIN_ID = 1337;
const ZERO = `0x${"00".repeat(32)}`;
const START_MS = 20_000;
/** Time that geth is given to fill a block with what waits in its pool. */
const BUILD_MS = 150;

/** A block as the engine API hands it over and takes it. */
export interface Payload {
  readonly blockHash: string;
  readonly parentHash: string;
  readonly blockNumber: string;
  readonly timestamp: string;
}

/** All but the address are hex quantities; the amount is in gwei. */
interface GethWithdrawal {
  readonly index: string;
  readonly validatorIndex: string;
  readonly address: string;
  readonly amount: string;
}

/**
 * A geth whose consensus client we are: blocks are built, chosen, and called safe and final over the engine API
 * (https://github.com/ethereum/execution-apis/tree/main/src/engine), so that its own code reorganises its chain.
 */
export class GethChain {
  readonly url: string;
  readonly wsUrl: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #engine: string;
  readonly #secret: Buffer;
  #head = ZERO;
  #headTime = 0;
  safe: string = ZERO;
  finalized: string = ZERO;

  /** @param rich Address with ether in the first block. */
  static async start(binary: string, rich: string): Promise<GethChain> {
    const folder = await mkdtemp(join(tmpdir(), "ledgerscope-geth-"));
    const secret = randomBytes(32);
    await writeFile(join(folder, "jwt"), secret.toString("hex"));
    await writeFile(join(folder, "genesis.json"), JSON.stringify(genesis(rich)));
    await promisify(execFile)(binary, ["init", "--datadir", join(folder, "data"), join(folder, "genesis.json")]);
    const [http, ws, engine] = [await freePort(), await freePort(), await freePort()];
    const args = [
      ...["--datadir", join(folder, "data"), "--networkid", String(CHAIN_ID), "--syncmode", "full"],
      ...["--nodiscover", "--maxpeers", "0", "--port", "0", "--nat", "none", "--ipcdisable", "--verbosity", "1"],
      ...["--http", "--http.addr", "127.0.0.1", "--http.port", String(http), "--http.api", "eth,debug,txpool"],
      ...["--ws", "--ws.addr", "127.0.0.1", "--ws.port", String(ws), "--ws.api", "eth,txpool"],
      ...["--authrpc.addr", "127.0.0.1", "--authrpc.port", String(engine), "--authrpc.jwtsecret", join(folder, "jwt")],
    ];
    const child = spawn(binary, args, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2_000);
    });
    const chain = new GethChain(child, folder, secret, { http, ws, engine });
    const deadline = performance.now() + START_MS;
    for (;;) {
      const first = await jsonRpc(chain.url, "eth_getBlockByNumber", ["0x0", false]).catch(() => undefined);
      if (first) {
        chain.#head = (first as { hash: string }).hash;
        return chain;
      }
      if (performance.now() > deadline || child.exitCode !== null) {
        await chain.stop();
        throw new Error(`geth did not start: ${said}`);
      }
      await sleep(50);
    }
  }

  private constructor(
    child: ChildProcess,
    folder: string,
    secret: Buffer,
    ports: { readonly http: number; readonly ws: number; readonly engine: number },
  ) {
    this.#child = child;
    this.#folder = folder;
    this.#secret = secret;
    this.url = `http://127.0.0.1:${ports.http}`;
    this.wsUrl = `ws://127.0.0.1:${ports.ws}`;
    this.#engine = `http://127.0.0.1:${ports.engine}`;
  }

  /** Builds a block upon the head from what waits in the pool; it is not on the chain yet. */
  async build(withdrawals: readonly GethWithdrawal[] = []): Promise<Payload> {
    const timestamp = `0x${(this.#headTime + 12).toString(16)}`;
    const attributes = {
      timestamp,
      prevRandao: `0x${randomBytes(32).toString("hex")}`,
      suggestedFeeRecipient: `0x${"fe".repeat(20)}`,
      withdrawals,
      parentBeaconBlockRoot: ZERO,
    };
    const { payloadId } = (await this.#choose(this.#head, attributes)) as { payloadId: string };
    await sleep(BUILD_MS);
    const built = (await this.#call("engine_getPayloadV3", [payloadId])) as { executionPayload: Payload };
    return built.executionPayload;
  }

  /** Makes a built block the head; blocks of another branch above its parent leave the chain. */
  async take(payload: Payload): Promise<Payload> {
    const { status } = (await this.#call("engine_newPayloadV3", [payload, [], ZERO])) as { status: string };
    if (status !== "VALID") throw new Error(`geth calls block ${payload.blockHash} ${status}`);
    this.#head = payload.blockHash;
    this.#headTime = Number(payload.timestamp);
    await this.#choose(this.#head);
    return payload;
  }

  async grow(withdrawals?: readonly GethWithdrawal[]): Promise<Payload> {
    return this.take(await this.build(withdrawals));
  }

  /** Tells geth what is safe and final now. */
  async settle(tags: { readonly safe: string; readonly finalized: string }): Promise<void> {
    this.safe = tags.safe;
    this.finalized = tags.finalized;
    await this.#choose(this.#head);
  }

  async #choose(headBlockHash: string, attributes?: object): Promise<unknown> {
    const state = { headBlockHash, safeBlockHash: this.safe, finalizedBlockHash: this.finalized };
    const answer = (await this.#call("engine_forkchoiceUpdatedV3", [state, attributes ?? null])) as {
      payloadStatus: { status: string };
    };
    if (answer.payloadStatus.status !== "VALID") throw new Error(`geth calls the head ${answer.payloadStatus.status}`);
    return answer;
  }

  async #call(method: string, params: readonly unknown[]): Promise<unknown> {
    const response = await fetch(this.#engine, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token(this.#secret)}` },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } };
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.exitCode === null && this.#child.kill("SIGKILL")) await ended;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** JSON web token, HS256, as the engine API wants it. */
function token(secret: Buffer): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iat: Math.floor(Date.now() / 1000) })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const genesis = (rich: string): object => ({
  config: {
    chainId: CHAIN_ID,
    ...Object.fromEntries(
      [
        ...["homestead", "eip150", "eip155", "eip158", "byzantium", "constantinople", "petersburg", "istanbul"],
        ...["muirGlacier", "berlin", "london", "arrowGlacier", "grayGlacier", "mergeNetsplit"],
      ].map((fork) => [`${fork}Block`, 0]),
    ),
    terminalTotalDifficulty: 0,
    shanghaiTime: 0,
    cancunTime: 0,
    blobSchedule: { cancun: { target: 3, max: 6, baseFeeUpdateFraction: 3_338_477 } },
  },
  difficulty: "0x0",
  gasLimit: "0x1c9c380",
  baseFeePerGas: "0x3b9aca00",
  alloc: { [rich]: { balance: "0xd3c21bcecceda1000000" } },
});
