import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

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

/** @param threads of one core each. @default one less than there are cores, at least one */
export function openRecoveryPool(threads: number = Math.max(1, availableParallelism() - 1)): RecoveryPool {
  const waiting = new Map<number, { resolve(addresses: Uint8Array): void; reject(reason: Error): void }>();
  const fail = (reason: Error): void => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL("../../bin/recoverWorker.mjs", import.meta.url));
    worker.on("message", ({ id, addresses }: Answer) => {
      waiting.get(id)?.resolve(addresses);
      waiting.delete(id);
    });
    worker.on("error", fail);
    // Work keeps the process alive, idle threads do not.
    worker.unref();
    return worker;
  });
  let next = 0;
  return {
    recover: (signed) =>
      new Promise((resolve, reject) => {
        const id = next++;
        const worker = workers[id % workers.length] as Worker;
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, signed }, [signed.buffer as ArrayBuffer]);
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      fail(new Error("the pool was closed"));
    },
  };
}
