import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { SignatureTask } from "@ledgerscope/proof";

/** Signatures sent to a worker at a time: about 15 ms of work. */
const TASKS_PER_MESSAGE = 256;
/** Messages at a worker: one to work on, one so that it never waits. */
const MESSAGES_AHEAD = 2;
const WORKER = new URL("../../bin/verifySignatures.mjs", import.meta.url);

interface Job {
  readonly signers: readonly { readonly kind: string; readonly spki: Uint8Array }[];
  readonly packed: ArrayBuffer;
  readonly count: number;
  readonly resolve: (answers: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

interface Slot {
  readonly worker: Worker;
  /** Messages that it has not answered yet. */
  load: number;
}

interface Answer {
  readonly id: number;
  readonly answers: Uint8Array;
}

/** Verifies signatures on all cores. Whoever opens a pool closes it. */
export class SignaturePool {
  readonly #waiting: Job[] = [];
  readonly #running = new Map<number, Job>();
  readonly #workers: Slot[] = [];
  readonly #threads: number;
  readonly #program: URL;
  #nextId = 0;
  #failure: unknown;

  /**
   * @param threads workers at most; each is started once there is work for it. @default one per core
   * @param program what a worker runs.
   */
  constructor(threads: number = availableParallelism(), program: URL = WORKER) {
    this.#threads = threads;
    this.#program = program;
  }

  /** Answers in the order of the tasks. */
  readonly verify = async (tasks: readonly SignatureTask[]): Promise<readonly boolean[]> => {
    const parts: Promise<Uint8Array>[] = [];
    for (let at = 0; at < tasks.length; at += TASKS_PER_MESSAGE) {
      parts.push(this.#send(tasks.slice(at, at + TASKS_PER_MESSAGE)));
    }
    const answers: boolean[] = [];
    for (const part of await Promise.all(parts)) for (const answer of part) answers.push(answer === 1);
    return answers;
  };

  async close(): Promise<void> {
    this.#fail(new Error("the pool is closed"));
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }

  #send(tasks: readonly SignatureTask[]): Promise<Uint8Array> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...packTasks(tasks), count: tasks.length, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const slot = this.#idlest();
      if (!slot || slot.load >= MESSAGES_AHEAD) return;
      const job = this.#waiting.shift() as Job;
      if (slot.load++ === 0) slot.worker.ref();
      const id = this.#nextId++;
      this.#running.set(id, job);
      const { signers, packed, count } = job;
      slot.worker.postMessage({ id, signers, packed, count }, [packed]);
    }
  }

  /** A worker that has nothing to do, a new one, or the one that has least. Undefined: none can be started. */
  #idlest(): Slot | undefined {
    const least = this.#workers.reduce<Slot | undefined>((a, b) => (a && a.load <= b.load ? a : b), undefined);
    return least && (least.load === 0 || this.#workers.length >= this.#threads) ? least : this.#start();
  }

  #start(): Slot | undefined {
    let slot: Slot;
    try {
      // Plain JavaScript: whatever loaders this process runs with are none of its concern.
      slot = { worker: new Worker(this.#program, { execArgv: [] }), load: 0 };
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
    slot.worker.unref(); // idle; with work in hand it keeps the process alive
    slot.worker.on("message", ({ id, answers }: Answer) => {
      if (--slot.load === 0) slot.worker.unref();
      this.#running.get(id)?.resolve(answers);
      this.#running.delete(id);
      this.#dispatch();
    });
    slot.worker.on("error", (error) => this.#fail(error));
    slot.worker.on("exit", (code) =>
      this.#fail(new Error(`a worker that verifies signatures ended with code ${code}`)),
    );
    this.#workers.push(slot);
    return slot;
  }

  #fail(reason: unknown): void {
    this.#failure ??= reason;
    for (const job of [...this.#waiting.splice(0), ...this.#running.values()]) job.reject(reason);
    this.#running.clear();
  }
}

/**
 * One buffer for many tasks: of each, as 32-bit little-endian numbers, the index of its key among `signers`
 * and the lengths of message and signature, then both.
 */
function packTasks(tasks: readonly SignatureTask[]): Pick<Job, "signers" | "packed"> {
  const signers: { kind: string; spki: Uint8Array }[] = [];
  const indexOf = new Map<Uint8Array, number>();
  let size = 0;
  for (const { message, signature } of tasks) {
    size += 12 + signature.length;
    for (const part of message) size += part.length;
  }
  const packed = new ArrayBuffer(size);
  const bytes = new Uint8Array(packed);
  const view = new DataView(packed);
  let at = 0;
  for (const { kind, spki, message, signature } of tasks) {
    let signer = indexOf.get(spki);
    if (signer === undefined) {
      signer = signers.length;
      indexOf.set(spki, signer);
      signers.push({ kind, spki: Uint8Array.from(spki) });
    }
    const start = at;
    at += 12;
    for (const part of message) {
      bytes.set(part, at);
      at += part.length;
    }
    view.setUint32(start, signer, true);
    view.setUint32(start + 4, at - start - 12, true);
    view.setUint32(start + 8, signature.length, true);
    bytes.set(signature, at);
    at += signature.length;
  }
  return { signers, packed };
}
