import { createHash } from "node:crypto";
import { type FabricBlock, fabricHeaderBytes } from "@ledgerscope/proof";
import type { Disruption, Fault } from "./fault.ts";
import type { RecordedLedger } from "./recordedLedger.ts";
import { Status } from "./seek.ts";

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** Every fault by its name, made for the block at which it shows. */
export const faults = {
  /** One byte of an envelope is another. */
  change: (at) => ({
    edit: (block) => {
      if (block.number !== at) return block;
      const [first = new Uint8Array(), ...rest] = block.data;
      const changed = Uint8Array.from(first);
      const middle = changed.length >> 1;
      changed[middle] = (changed[middle] as number) ^ 1;
      return { ...block, data: [changed, ...rest] };
    },
  }),

  /** The block after it is served in its place. */
  swap: (at) => ({
    edit: (block, { blocks }) => (block.number === at ? (blocks[at + 1] ?? (blocks[at - 1] as FabricBlock)) : block),
  }),

  /** The header says the next number. */
  number: (at) => ({ edit: (block) => (block.number === at ? { ...block, number: at + 1 } : block) }),

  /** From there on another chain: the last envelope of the block is left out, all hashes behind it fit. */
  fork: (at) => {
    const forged = new Map<number, FabricBlock>();
    const forge = (number: number, { blocks }: RecordedLedger): FabricBlock => {
      for (let height = at; height <= number; height++) {
        if (forged.has(height)) continue;
        const block = blocks[height] as FabricBlock;
        const before = forged.get(height - 1);
        const data = height === at ? block.data.slice(0, -1) : block.data;
        const previousHash = before ? sha256(fabricHeaderBytes(before)) : block.previousHash;
        forged.set(height, { ...block, data, previousHash, dataHash: sha256(Buffer.concat(data)) });
      }
      return forged.get(number) as FabricBlock;
    };
    return { edit: (block, ledger) => (block.number < at ? block : forge(block.number, ledger)) };
  },

  /** The second half of the block's bytes is missing. */
  truncate: (at) => ({
    editBytes: (bytes, number) => (number === at ? bytes.subarray(0, bytes.length >> 1) : bytes),
  }),

  /** Nothing is sent from there on, though the connection stays; it goes on once the fault is taken away. */
  stall: (at) => ({ before: (number) => (number >= at ? "stall" : undefined) }),

  /** The connection is cut before the block, once. */
  drop: (at) => ({ before: once(at, "drop") }),

  /** The stream ends with SERVICE_UNAVAILABLE before the block, once, as an orderer without a leader ends it. */
  unavailable: (at) => ({ before: once(at, Status.serviceUnavailable) }),

  /** Nobody is let in any more from the block on, as if the client's certificate had been revoked. */
  forbid: (at) => ({ before: (number) => (number >= at ? Status.forbidden : undefined) }),
} satisfies Record<string, (at: number) => Fault>;

export type FaultName = keyof typeof faults;

function once(at: number, disruption: Disruption): (number: number) => Disruption | undefined {
  let done = false;
  return (number) => {
    if (done || number < at) return undefined;
    done = true;
    return disruption;
  };
}

/**
 * Reads `drop:30`: a fault and the block at which it shows.
 * @throws Error that names the faults there are.
 */
export function parseFault(text: string): Fault {
  const [name = "", at = ""] = text.split(":");
  if (!Object.hasOwn(faults, name) || !/^\d+$/.test(at)) {
    throw new Error(`no fault ${text}; one of ${Object.keys(faults).join(", ")}, with a block: drop:30`);
  }
  return faults[name as FaultName](Number(at));
}
