import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError, type StageFact } from "@ledgerscope/core";
import { RpcError } from "../rpc/rpcError.ts";
import { ChainWatch } from "./chainWatch.ts";
import { type NodeLine, openNodeLine } from "./nodeLine.ts";
import { nowNs } from "./nowNs.ts";
import { PoolWatch, type SenderState, type Sighting } from "./poolWatch.ts";
import { type ObservedHead, type PendingTransaction, wireHead, wirePending, wirePool } from "./wirePending.ts";

export interface ObserveChainOptions {
  readonly network: string;
  /** Name of the node in the configuration. */
  readonly node: string;
  /** `ws(s)://`, where the node tells of its own accord, or `http(s)://`, where it is asked. */
  readonly url: string;
  /** Blocks upon a block that make it confirmed. @default 12 */
  readonly confirmations?: number;
  readonly signal: AbortSignal;
  /** Takes what was seen; the next is looked at when it has been taken. */
  readonly onFacts: (facts: readonly StageFact[]) => Promise<void>;
  /** Told when the node cannot be reached or answers nonsense; observing goes on as soon as it can. */
  readonly onTrouble?: (trouble: string) => void;
}

/** How often a node that does not tell of its own accord is asked for its head and its pool, in milliseconds. */
const POLL_MS = 500;
/** How often the whole pool, and what is safe and final, is asked for, in milliseconds. */
const LOOK_MS = 2_000;
/** A pool with more transactions is not read as a whole. */
const MAX_POOL = 5_000;
/** Waiting transactions that are asked for at once. */
const AT_ONCE = 50;
/** Announced transactions that wait to be asked for at most; what comes above is not observed. */
const MAX_ANNOUNCED = 20_000;
/** Blocks between two heads that are asked for; with more the observer begins anew. */
const MAX_BRANCH = 256;
/** How often a parent that the node does not have is asked for. */
const MAX_PARTINGS = 5;
const CONFIRMATIONS = 12;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

/**
 * Watches one node's pool of transactions and its chain by our clock, until the signal aborts: what it saw when are
 * facts (`evm.mempool`, `evm.replace`, `evm.include`, `evm.confirm`, `evm.safe`, `evm.finalize`). Lost lines are made
 * again; what happened meanwhile is not made up.
 */
export async function observeChain(options: ObserveChainOptions): Promise<void> {
  const { signal, onTrouble } = options;
  let failures = 0;
  // What was seen stays known over reconnections.
  const of = { network: options.network, node: options.node };
  const pool = new PoolWatch(of);
  const chain = new ChainWatch({ ...of, confirmations: options.confirmations ?? CONFIRMATIONS });
  while (!signal.aborted) {
    let line: NodeLine | undefined;
    try {
      line = await openNodeLine(options.url);
      const observer = new Observer(line, pool, chain, options);
      await observer.begin();
      failures = 0;
      while (!signal.aborted) await observer.step();
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof RetryableError || error instanceof RpcError)) throw error;
      onTrouble?.(error.message);
      await sleep(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures++), undefined, { signal }).catch(() => {});
    } finally {
      await line?.close();
    }
  }
}

/** A transaction in a pool. */
interface Listed {
  readonly transaction: PendingTransaction;
  readonly pool: Sighting["pool"];
}

class Observer {
  readonly #line: NodeLine;
  readonly #pool: PoolWatch;
  readonly #chain: ChainWatch;
  readonly #options: ObserveChainOptions;
  /** Hashes that the node announced, with the time when it did. */
  readonly #announced = new Map<string, bigint>();
  /** When a head was announced, by its hash. */
  readonly #heads = new Map<string, bigint>();
  readonly #lacks = new Set<string>();
  #filter: unknown;
  #wake = (): void => undefined;
  #lookedMs = 0;
  /** How often in a row a parent of the head was not to be had. */
  #partings = 0;
  #turn = 0;

  constructor(line: NodeLine, pool: PoolWatch, chain: ChainWatch, options: ObserveChainOptions) {
    this.#line = line;
    this.#pool = pool;
    this.#chain = chain;
    this.#options = options;
  }

  async begin(): Promise<void> {
    const isFirst = this.#chain.head === undefined;
    await this.#line.subscribe("newHeads", (head) => this.#hearHead(head));
    const tellsPending = await this.#line.subscribe("newPendingTransactions", (hash) => this.#hearPending(hash));
    if (!tellsPending) this.#filter = await this.#offered("eth_newPendingTransactionFilter", []);
    const head = await this.#head("latest");
    if (head && isFirst) this.#chain.begin(head);
    // What waits already came before us.
    await this.#lookAtPool(isFirst ? "inferred" : "observed");
  }

  /** Waits for something to happen, or for the next time to ask, and takes note of it. */
  async step(): Promise<void> {
    await this.#rest();
    if (this.#options.signal.aborted) return;
    await this.#takeAnnounced();
    await this.#takeHead();
    if (Date.now() - this.#lookedMs < LOOK_MS) return;
    this.#lookedMs = Date.now();
    await this.#lookAtTags();
    await this.#lookAtPool("observed");
  }

  #rest(): Promise<void> {
    if (this.#announced.size > 0 || this.#heads.size > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const { signal } = this.#options;
      const timer = setTimeout(done, POLL_MS);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
      signal.addEventListener("abort", done, { once: true });
      this.#wake = done;
    });
  }

  #hearHead(head: unknown): void {
    const hash = (head as { hash?: unknown } | null)?.hash;
    if (typeof hash === "string" && this.#heads.size < MAX_BRANCH) {
      const plain = hash.replace(/^0x/, "").toLowerCase();
      if (!this.#heads.has(plain)) this.#heads.set(plain, nowNs());
    }
    this.#wake();
  }

  #hearPending(hash: unknown): void {
    this.#announce(hash, nowNs());
    this.#wake();
  }

  #announce(hash: unknown, atNs: bigint): void {
    if (typeof hash !== "string" || !/^0x[0-9a-fA-F]{64}$/.test(hash)) return;
    const plain = hash.slice(2).toLowerCase();
    if (this.#announced.size >= MAX_ANNOUNCED || this.#announced.has(plain) || this.#pool.has(plain)) return;
    this.#announced.set(plain, atNs);
  }

  async #takeAnnounced(): Promise<void> {
    if (this.#filter !== undefined) {
      const hashes = await this.#offered("eth_getFilterChanges", [this.#filter]);
      const atNs = nowNs();
      if (Array.isArray(hashes)) for (const hash of hashes) this.#announce(hash, atNs);
      // Nodes forget filters.
      else this.#filter = await this.#offered("eth_newPendingTransactionFilter", []);
    }
    const facts: StageFact[] = [];
    for (const batch of chunks([...this.#announced], AT_ONCE)) {
      const answers = await Promise.all(batch.map(([hash]) => this.#transaction(hash)));
      batch.forEach(([hash, atNs], index) => {
        this.#announced.delete(hash);
        const transaction = answers[index];
        if (!transaction) return;
        facts.push(...this.#pool.see(transaction, { atNs, evidence: "observed", pool: "pending", ...this.#height }));
      });
    }
    await this.#tell(facts);
  }

  async #takeHead(): Promise<void> {
    const head = await this.#head("latest");
    const announced = head && this.#heads.get(head.hash);
    this.#heads.clear();
    if (!head || head.hash === this.#chain.head?.hash) return;
    const atNs = announced ?? nowNs();
    const branch = [head];
    while (!this.#chain.holds(branch[0]?.parentHash ?? "")) {
      const isFar = branch.length >= MAX_BRANCH || branch[0]?.number === 0;
      const parent = isFar ? undefined : await this.#block(branch[0]?.parentHash ?? "");
      // A node that goes over to another branch meanwhile has it the next time.
      if (!parent && !isFar && ++this.#partings < MAX_PARTINGS) return;
      if (!parent) return this.#beginAgain(head, atNs);
      branch.unshift(parent);
    }
    this.#partings = 0;
    const { facts, reverted } = this.#chain.extend(branch, atNs);
    await this.#tell([
      ...facts,
      ...reverted.flatMap((block) => this.#pool.revert(block, block.transactions, atNs)),
      ...branch.flatMap((block) => this.#pool.include(block, block.transactions, atNs)),
    ]);
  }

  /** What lies between is not known: another chain, a long silence, or a branch that parts further down than is remembered. */
  async #beginAgain(head: ObservedHead, atNs: bigint): Promise<void> {
    this.#partings = 0;
    this.#chain.begin(head);
    await this.#tell(this.#pool.include(head, head.transactions, atNs));
  }

  async #lookAtTags(): Promise<void> {
    for (const [tag, stage] of [
      ["safe", "evm.safe"],
      ["finalized", "evm.finalize"],
    ] as const) {
      const block = await this.#head(tag);
      await this.#tell(this.#chain.tag(stage, block?.number, nowNs()));
    }
  }

  /** Finds what was not announced (queued behind a missing nonce), and what the pool has dropped. */
  async #lookAtPool(evidence: Sighting["evidence"]): Promise<void> {
    const waiting = this.#pool.waiting;
    const listed = await this.#readPool();
    const facts: StageFact[] = [];
    for (const { transaction, pool } of listed ?? []) {
      const isNew = this.#pool.poolOf(transaction.hash) !== pool;
      const atNs = this.#announced.get(transaction.hash) ?? nowNs();
      const sender = isNew && pool === "queued" ? await this.#sender(transaction.from) : undefined;
      const why = sender ? { sender, missingNonce: missingNonce(transaction.from, sender.nonce, listed ?? []) } : {};
      facts.push(...this.#pool.see(transaction, { atNs, evidence, pool, ...why, ...this.#height }));
    }
    const held = new Set(listed?.map(({ transaction }) => transaction.hash));
    // Where the pool cannot be read, those that wait are asked for in turn.
    const missing = listed
      ? waiting.filter((hash) => !held.has(hash))
      : waiting.slice(this.#turn % Math.max(1, waiting.length)).slice(0, AT_ONCE);
    this.#turn += AT_ONCE;
    for (const batch of chunks(missing, AT_ONCE)) {
      await Promise.all(batch.map(async (hash) => facts.push(...(await this.#dropped(hash)))));
    }
    await this.#tell(facts);
  }

  async #dropped(hash: string): Promise<readonly StageFact[]> {
    if ((await this.#offered("eth_getTransactionByHash", [`0x${hash}`])) !== null) return [];
    const from = this.#pool.senderOf(hash);
    const sender = from === undefined ? undefined : await this.#sender(from);
    return this.#pool.drop(hash, nowNs(), { sender, ...this.#height });
  }

  get #height(): { readonly head?: number } {
    const { head } = this.#chain;
    return head ? { head: head.number } : {};
  }

  /** Undefined where the node does not offer it, or it is too large. */
  async #readPool(): Promise<readonly Listed[] | undefined> {
    const status = (await this.#offered("txpool_status", [])) as { pending?: unknown; queued?: unknown } | undefined;
    const size = Number(status?.pending ?? 0) + Number(status?.queued ?? 0);
    if (!status || !(size <= MAX_POOL)) return undefined;
    const content = wirePool.safeParse(await this.#offered("txpool_content", []));
    if (!content.success) return undefined;
    return (["pending", "queued"] as const).flatMap((pool) =>
      Object.values(content.data[pool]).flatMap((byNonce) =>
        Object.values(byNonce).flatMap((told) => {
          const transaction = wirePending.safeParse(told);
          return transaction.success ? [{ transaction: transaction.data, pool }] : [];
        }),
      ),
    );
  }

  async #sender(address: string): Promise<SenderState | undefined> {
    const [nonce, balance] = await Promise.all([
      this.#offered("eth_getTransactionCount", [address, "latest"]),
      this.#offered("eth_getBalance", [address, "latest"]),
    ]);
    if (typeof nonce !== "string" || typeof balance !== "string") return undefined;
    return { nonce: BigInt(nonce), balance: BigInt(balance) };
  }

  async #transaction(hash: string): Promise<PendingTransaction | undefined> {
    const told = wirePending.safeParse(await this.#offered("eth_getTransactionByHash", [`0x${hash}`]));
    return told.success && told.data.hash === hash ? told.data : undefined;
  }

  async #head(tag: "latest" | "safe" | "finalized"): Promise<ObservedHead | undefined> {
    const head = wireHead.safeParse(await this.#offered("eth_getBlockByNumber", [tag, false], tag));
    return head.success ? head.data : undefined;
  }

  async #block(hash: string): Promise<ObservedHead | undefined> {
    const block = wireHead.safeParse(await this.#offered("eth_getBlockByHash", [`0x${hash}`, false]));
    return block.success && block.data.hash === hash ? block.data : undefined;
  }

  /** Undefined when the node answers an error; what it does not offer is not asked for again. */
  async #offered(method: string, params: readonly unknown[], what: string = method): Promise<unknown> {
    if (this.#lacks.has(what)) return undefined;
    try {
      return await this.#line.ask(method, params);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      if (error.isUnknownMethod) this.#lacks.add(what);
      return undefined;
    }
  }

  async #tell(facts: readonly StageFact[]): Promise<void> {
    if (facts.length > 0) await this.#options.onFacts(facts);
  }
}

/** The lowest nonce from the next one on that no listed transaction of the sender has. */
function missingNonce(from: string, next: bigint, listed: readonly Listed[]): bigint {
  const nonces = new Set(listed.flatMap(({ transaction }) => (transaction.from === from ? [transaction.nonce] : [])));
  let missing = next;
  while (nonces.has(missing)) missing++;
  return missing;
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}
