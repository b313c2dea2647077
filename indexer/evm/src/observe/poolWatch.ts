import type { Evidence, Stage, StageFact } from "@ledgerscope/core";
import type { PendingTransaction } from "./wirePending.ts";

/** Transactions that are remembered at most: the oldest are forgotten. */
const MAX_REMEMBERED = 100_000;

/** Transactions of one sender that are followed back to the first. */
const MAX_LINE = 1_000n;

/** Transactions with one nonce that are told of each other. */
const MAX_RIVALS = 16;

/** What a node says of an account at one moment. */
export interface SenderState {
  /** Number of its transactions that blocks hold: the next nonce. */
  readonly nonce: bigint;
  /** In wei. */
  readonly balance: bigint;
}

/** A first sight of a waiting transaction. */
export interface Sighting {
  readonly atNs: bigint;
  /** `inferred`: it was there before the observer was, so it came earlier than that. */
  readonly evidence: Extract<Evidence, "observed" | "inferred">;
  /** Whether the node calls it executable; `queued`: it waits for others. */
  readonly pool: "pending" | "queued";
  /** Told where it is queued. */
  readonly sender?: SenderState;
  /** Where it is queued: the sender's lowest nonce from the next one on that the pool has no transaction of. */
  readonly missingNonce?: bigint;
  /** Height of the node's head at that time. */
  readonly head?: number;
}

interface Remembered {
  attempt: number;
  /** `from:nonce`: of those that share it, one at most gets into a block. */
  readonly slot?: string;
  state: "waiting" | "included" | "ended";
  pool: Sighting["pool"];
}

/**
 * What one node's pool of transactions shows over time, as facts under stage `evm.mempool`: a start when a transaction
 * is first seen, an end when a block includes it, another replaces it, or the pool drops it. After its block was
 * reverted it waits again: a new attempt. Holds no connection and no clock.
 */
export class PoolWatch {
  readonly #network: string;
  readonly #node: string;
  readonly #known = new Map<string, Remembered>();
  /** Hashes that wait, by `from:nonce`. */
  readonly #slots = new Map<string, Set<string>>();

  /** @param node The observed node, as the configuration names it. */
  constructor({ network, node }: { readonly network: string; readonly node: string }) {
    this.#network = network;
    this.#node = node;
  }

  /** @param hash 64 hex digits. */
  has(hash: string): boolean {
    return this.#known.has(hash);
  }

  /** Address of a remembered transaction's sender. */
  senderOf(hash: string): string | undefined {
    return this.#known.get(hash)?.slot?.split(":")[0];
  }

  /** Hashes of those that wait, oldest first. */
  get waiting(): readonly string[] {
    return [...this.#known].filter(([, { state }]) => state === "waiting").map(([hash]) => hash);
  }

  /** How a waiting transaction stands, as far as it is remembered. */
  poolOf(hash: string): Sighting["pool"] | undefined {
    const known = this.#known.get(hash);
    return known?.state === "waiting" ? known.pool : undefined;
  }

  /** A transaction was seen for the first time, or has become executable, or turned out not to be. */
  see(transaction: PendingTransaction, sighting: Sighting): readonly StageFact[] {
    const { hash, from, nonce } = transaction;
    const known = this.#known.get(hash);
    if (known) {
      if (known.state !== "waiting" || known.pool === sighting.pool) return [];
      known.pool = sighting.pool;
      return [this.#fact(hash, "evm.mempool", { ...seenAt(sighting, known.attempt), attributes: stateOf(sighting) })];
    }
    const slot = `${from}:${nonce}`;
    const rivals = [...(this.#slots.get(slot) ?? [])].slice(-MAX_RIVALS);
    this.#remember(hash, { attempt: 0, slot, state: "waiting", pool: sighting.pool });
    const facts = [
      this.#fact(hash, "evm.mempool", {
        ...seenAt(sighting, 0),
        attributes: {
          ...attributesOf(transaction),
          ...stateOf(sighting),
          ...optional("evm.head", sighting.head),
          ...optional("evm.first_in_line", this.#firstInLine(from, nonce)),
          ...(rivals.length > 0 ? { "evm.replaces": rivals.map((rival) => `0x${rival}`).join(",") } : {}),
        },
      }),
    ];
    for (const rival of rivals) {
      facts.push(
        this.#fact(rival, "evm.replace", {
          ...{ startNs: sighting.atNs, endNs: sighting.atNs, evidence: sighting.evidence },
          attributes: { "evm.replaced_by": `0x${hash}` },
        }),
      );
    }
    return facts;
  }

  /** A block on the node's chain includes these. */
  include(
    block: { readonly number: number; readonly hash: string },
    hashes: readonly string[],
    atNs: bigint,
  ): readonly StageFact[] {
    const place = { "evm.block.number": String(block.number), "evm.block.hash": `0x${block.hash}` };
    return hashes.flatMap((hash) => {
      const known = this.#known.get(hash);
      if (!known || known.state === "included") return [];
      const facts = [this.#end(hash, known.attempt, atNs, { "evm.outcome": "included", ...place })];
      for (const rival of this.#rivals(hash, known.slot)) {
        const held = this.#known.get(rival) as Remembered;
        held.state = "ended";
        facts.push(this.#end(rival, held.attempt, atNs, { "evm.outcome": "replaced", "evm.replaced_by": `0x${hash}` }));
      }
      if (known.slot) this.#slots.delete(known.slot);
      known.state = "included";
      return facts;
    });
  }

  /** A block has left the node's chain: what it included waits again. */
  revert(
    block: { readonly number: number; readonly hash: string },
    hashes: readonly string[],
    atNs: bigint,
  ): readonly StageFact[] {
    return hashes.flatMap((hash) => {
      const known = this.#known.get(hash);
      if (known?.state !== "included") return [];
      known.state = "waiting";
      known.attempt++;
      if (known.slot) this.#slots.set(known.slot, new Set([...(this.#slots.get(known.slot) ?? []), hash]));
      return [
        this.#fact(hash, "evm.mempool", {
          ...{ attempt: known.attempt, startNs: atNs, evidence: "observed" },
          attributes: {
            "evm.reorg.number": String(block.number),
            "evm.reorg.hash": `0x${block.hash}`,
          },
        }),
      ];
    });
  }

  /** The node no longer knows it, and no block includes it. */
  drop(
    hash: string,
    atNs: bigint,
    { sender, head }: { readonly sender?: SenderState | undefined; readonly head?: number | undefined } = {},
  ): readonly StageFact[] {
    const known = this.#known.get(hash);
    if (known?.state !== "waiting") return [];
    const [rival] = this.#rivals(hash, known.slot);
    known.state = "ended";
    if (known.slot) this.#slots.get(known.slot)?.delete(hash);
    const outcome = rival
      ? { "evm.outcome": "replaced", "evm.replaced_by": `0x${rival}` }
      : { "evm.outcome": "dropped" };
    const state = { ...senderAttributes(sender), ...optional("evm.head", head) };
    return [this.#end(hash, known.attempt, atNs, { ...outcome, ...state })];
  }

  /** The waiting transaction of the sender with the lowest nonce from which they follow one another up to this one. */
  #firstInLine(from: string, nonce: bigint): string | undefined {
    let first: string | undefined;
    for (let before = nonce - 1n; before >= 0n && nonce - before <= MAX_LINE; before--) {
      const waiting = [...(this.#slots.get(`${from}:${before}`) ?? [])].find(
        (hash) => this.#known.get(hash)?.state === "waiting",
      );
      if (waiting === undefined) break;
      first = `0x${waiting}`;
    }
    return first;
  }

  #rivals(hash: string, slot: string | undefined): readonly string[] {
    return [...((slot && this.#slots.get(slot)) || [])].filter((other) => other !== hash);
  }

  #remember(hash: string, remembered: Remembered): void {
    this.#known.set(hash, remembered);
    const { slot } = remembered;
    if (slot) this.#slots.set(slot, new Set([...(this.#slots.get(slot) ?? []), hash]));
    if (this.#known.size <= MAX_REMEMBERED) return;
    const [oldest, forgotten] = this.#known.entries().next().value as [string, Remembered];
    this.#known.delete(oldest);
    if (forgotten.slot === undefined) return;
    const same = this.#slots.get(forgotten.slot);
    same?.delete(oldest);
    if (same?.size === 0) this.#slots.delete(forgotten.slot);
  }

  #end(hash: string, attempt: number, endNs: bigint, attributes: StageFact["attributes"]): StageFact {
    return this.#fact(hash, "evm.mempool", { attempt, endNs, evidence: "observed", attributes });
  }

  #fact(
    id: string,
    stage: Stage,
    rest: Pick<StageFact, "evidence" | "attributes"> & Partial<Pick<StageFact, "attempt" | "startNs" | "endNs">>,
  ): StageFact {
    const place = { network: this.#network, channel: "", subject: "tx", id, stage, node: this.#node } as const;
    return { ...place, remote: "", attempt: 0, source: `rpc:${this.#node}`, ...rest };
  }
}

function attributesOf(transaction: PendingTransaction): Record<string, string> {
  const { from, to, nonce, value, gas, type, input } = transaction;
  const maxFee = transaction.maxFeePerGas ?? transaction.gasPrice;
  const tip = transaction.maxPriorityFeePerGas;
  return {
    "evm.from": from,
    ...optional("evm.to", to),
    "evm.nonce": String(nonce),
    "evm.value": String(value),
    "evm.gas_limit": String(gas),
    "evm.type": String(type ?? 0n),
    "evm.input_bytes": String(input.length / 2),
    ...(input.length >= 8 ? { "evm.selector": `0x${input.slice(0, 8).toLowerCase()}` } : {}),
    ...optional("evm.max_fee_per_gas", maxFee),
    ...optional("evm.max_priority_fee_per_gas", tip),
  };
}

const optional = (key: string, value: string | number | bigint | undefined): Record<string, string> =>
  value === undefined ? {} : { [key]: String(value) };

const seenAt = ({ atNs, evidence }: Sighting, attempt: number) => ({ attempt, startNs: atNs, evidence });

/** How it stood in the pool at that time. */
const stateOf = ({ pool, sender, missingNonce }: Sighting): Record<string, string> => ({
  "evm.pool": pool,
  ...senderAttributes(sender),
  ...optional("evm.missing_nonce", missingNonce),
});

const senderAttributes = (sender: SenderState | undefined): Record<string, string> =>
  sender ? { "evm.sender.nonce": String(sender.nonce), "evm.sender.balance": String(sender.balance) } : {};
