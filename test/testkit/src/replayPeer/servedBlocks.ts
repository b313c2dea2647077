import { EventEmitter, once } from "node:events";
import type { FabricBlock } from "@ledgerscope/proof";
import { encodeBlock } from "./encodeBlock.ts";
import type { Disruption, Fault } from "./fault.ts";
import type { RecordedLedger } from "./recordedLedger.ts";

/** What one node tells of the chain: the recording, through its faults, which may change while it serves. */
export class ServedBlocks {
  readonly #ledger: RecordedLedger;
  /** What makes an orderer's copy of a peer's block; the block itself for a peer. */
  readonly #asKept: (block: FabricBlock) => FabricBlock;
  readonly #changed = new EventEmitter().setMaxListeners(0);
  #faults: readonly Fault[];

  constructor(ledger: RecordedLedger, faults: readonly Fault[], asKept: (block: FabricBlock) => FabricBlock) {
    this.#ledger = ledger;
    this.#faults = faults;
    this.#asKept = asKept;
  }

  setFaults(faults: readonly Fault[]): void {
    this.#faults = faults;
    this.#changed.emit("faults");
  }

  /** The block as this node tells it. */
  block(number: number): FabricBlock {
    let block = this.#ledger.blocks[number] as FabricBlock;
    for (const fault of this.#faults) block = fault.edit?.(block, this.#ledger) ?? block;
    return this.#asKept(block);
  }

  /** Bytes of `common.Block`, or of what `encode` makes of it. */
  bytes(number: number, encode: (block: FabricBlock) => Buffer = encodeBlock): Buffer {
    let bytes = encode(this.block(number));
    for (const fault of this.#faults) bytes = fault.editBytes?.(bytes, number) ?? bytes;
    return bytes;
  }

  /** What happens before a block is sent; a stall is over when this resolves. @throws the signal's reason. */
  async disruption(number: number, signal: AbortSignal): Promise<Exclude<Disruption, "stall"> | undefined> {
    for (;;) {
      const found = this.#disruption(number);
      if (found !== "stall") return found;
      await once(this.#changed, "faults", { signal });
    }
  }

  #disruption(number: number): Disruption | undefined {
    for (const fault of this.#faults) {
      const found = fault.before?.(number);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
