import { type Batch, type BlockRef, ForkError, type Head, type Source, type StreamRequest } from "@ledgerscope/core";

/**
 * A chain whose hashes a human can read: block 3 of branch "a" is `0x3a`. It grows and reorganises
 * when the test says so.
 */
export class ScriptedChain implements Source {
  readonly parallel = true;
  /** Heights whose blocks fail a check, for as long as they are in here. */
  readonly sick: Set<number> = new Set();
  #blocks: BlockRef[] = [];
  #waiting: (() => void)[] = [];
  /** Blocks at or below this height are final. */
  finalHeight = -1;

  grow(count: number, branch = ""): void {
    for (let i = 0; i < count; i++)
      this.#blocks.push({ number: this.#blocks.length, hash: `0x${this.#blocks.length}${branch}` });
    this.#wake();
  }

  /** Replaces the newest `depth` blocks by `length` blocks of another branch. */
  reorg(depth: number, length: number, branch: string): void {
    this.#blocks.splice(this.#blocks.length - depth, depth);
    this.grow(length, branch);
  }

  hashes(): readonly string[] {
    return this.#blocks.map((block) => block.hash);
  }

  async head(): Promise<Head> {
    const latest = this.#blocks.at(-1);
    const final = this.#blocks[this.finalHeight];
    return { ...(latest ? { latest } : {}), ...(final ? { final } : {}) };
  }

  async refs(from: number, to: number): Promise<readonly BlockRef[]> {
    return this.#blocks.slice(from, to);
  }

  async *stream({ from, to, parent }: StreamRequest, signal: AbortSignal): AsyncIterable<Batch> {
    let previous = parent;
    for (let height = from; to === undefined || height < to; height++) {
      while (height >= this.#blocks.length && this.#continues(previous)) {
        if (to !== undefined || signal.aborted) return;
        await this.#change(signal);
        if (signal.aborted) return;
      }
      if (!this.#continues(previous)) throw new ForkError(previous as BlockRef, this.#blocks.slice(-64));
      const block = this.#blocks[height] as BlockRef;
      yield this.#batch(block);
      previous = this.sick.has(height) ? undefined : block;
    }
  }

  async close(): Promise<void> {}

  #continues(parent: BlockRef | undefined): boolean {
    return parent === undefined || this.#blocks[parent.number]?.hash === parent.hash;
  }

  #batch(block: BlockRef): Batch {
    const header = { ...block, parentHash: this.#blocks[block.number - 1]?.hash ?? "", timeSource: "header" as const };
    const final = block.number <= this.finalHeight;
    const whole = { from: block.number, to: block.number + 1, payloads: [], checks: [], final };
    if (!this.sick.has(block.number)) return { ...whole, headers: [header], quarantined: [] };
    const bad = { height: block.number, check: "scripted", detail: "is sick", raw: new Uint8Array() };
    return { ...whole, headers: [], quarantined: [bad] };
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const changed = (): void => {
        signal.removeEventListener("abort", changed);
        resolve();
      };
      this.#waiting.push(changed);
      signal.addEventListener("abort", changed);
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
