import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { recoverAddresses, SIGNED_BYTES } from "../../bin/secp256k1.mjs";

/** Recovers who signed, in worker threads. */
export interface RecoveryPool {
  /**
   * @param signed signatures as `recoverAddresses` takes them; its memory goes to the worker.
   * @returns addresses, 20 bytes each; zeros where there is no signature.
   */
  recover(signed: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly addresses: Uint8Array;
}

/** So few are recovered here: a thread takes longer to start. */
const FEW = 64;

/** @param threads of one core each, started when they are needed. @default one less than there are cores, at least one */
export function openRecoveryPool(threads: number = Math.max(1, availableParallelism() - 1)): RecoveryPool {
  const waiting = new Map<number, { resolve(addresses: Uint8Array): void; reject(reason: Error): void }>();
  const fail = (reason: Error): void => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const start = (): Worker => {
    const worker = new Worker(new URL("../../bin/recoverWorker.mjs", import.meta.url));
    worker.on("message", ({ id, addresses }: Answer) => {
      waiting.get(id)?.resolve(addresses);
      waiting.delete(id);
    });
    worker.on("error", fail);
    return worker;
  };
  const workers: Worker[] = [];
  let next = 0;
  return {
    recover: async (signed) => {
      if (signed.length <= FEW * SIGNED_BYTES) return recoverAddresses(signed);
      return new Promise((resolve, reject) => {
        const id = next++;
        if (workers.length < threads) workers.push(start());
        waiting.set(id, { resolve, reject });
        workers[id % workers.length]?.postMessage({ id, signed }, [signed.buffer as ArrayBuffer]);
      });
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      fail(new Error("the pool was closed"));
    },
  };
}
