import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ChunkQueue } from "./chunkQueue.ts";
import { DataFile, feedPipe } from "./insertData.ts";
import { ResultPipe } from "./resultPipe.ts";

/** Data of an insert up to this size that has come as a whole is read from a file, in bytes. */
const FILE_BYTES = 4 * 1024 * 1024;

/** Where the engine reads the data of one insert from. */
export interface InsertData {
  readonly path: string;
  /** The engine has ended the insert, with or without having read. */
  release(): Promise<void>;
}

/** Things of which each is used by one at a time. */
class Pool<T> {
  readonly #free: T[];

  constructor(all: readonly T[]) {
    this.#free = [...all];
  }

  take(): T {
    const taken = this.#free.pop();
    if (!taken) throw new Error("no free pipe: there must be one for every statement that may run");
    return taken;
  }

  giveBack(taken: T): void {
    this.#free.push(taken);
  }
}

/**
 * Named pipes in a folder: results leave the engine through `INTO OUTFILE`, data of inserts enters it through
 * `FROM INFILE`.
 *
 * So the engine itself formats and streams a result of any size and format, at the pace at which the
 * client reads; chDB's own calls hold the whole result in memory, or repeat the format's header in every
 * chunk. And data stays data: behind an INSERT in the text of a statement chDB takes an empty line
 * (two bytes 0x0A, also within binary data) for the end of the data, and what follows for SQL.
 *
 * Small inserts take a file instead: nobody has to wait until the other end of a pipe is open.
 */
export class Pipes {
  readonly #results: readonly ResultPipe[];
  readonly #files: readonly DataFile[];
  readonly #freeResults: Pool<ResultPipe>;
  readonly #freeFiles: Pool<DataFile>;
  readonly #freePaths: Pool<string>;

  /** @param counts of statements that may run at the same time; existing pipes are used again. */
  constructor(folder: string, counts: { readonly results: number; readonly inserts: number }) {
    // A statement is told from others by its path: none may be the start of another.
    const names = (kind: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => join(folder, `${kind}-${String(index).padStart(3, "0")}`));
    const results = names("result", counts.results);
    const data = names("data-pipe", counts.inserts);
    const missing = [...results, ...data].filter((path) => !existsSync(path));
    if (missing.length > 0) execFileSync("mkfifo", ["-m", "600", ...missing]);
    this.#results = results.map((path) => new ResultPipe(path));
    this.#files = names("data", counts.inserts).map((path) => new DataFile(path));
    this.#freeResults = new Pool(this.#results);
    this.#freeFiles = new Pool(this.#files);
    this.#freePaths = new Pool(data);
  }

  takeResult(): ResultPipe {
    return this.#freeResults.take();
  }

  /** Once the engine has let go of it and it was ended. */
  giveBackResult(pipe: ResultPipe): void {
    this.#freeResults.giveBack(pipe);
  }

  /** @param abandon called when `data` breaks off; the engine sees no end of it until it settles. */
  offer(data: ChunkQueue, abandon: (cause: Error) => Promise<void>): InsertData {
    if (data.complete && data.bytes <= FILE_BYTES) {
      const file = this.#freeFiles.take();
      try {
        file.put(data.take());
      } catch (error) {
        this.#freeFiles.giveBack(file);
        throw error;
      }
      return { path: file.path, release: async () => this.#freeFiles.giveBack(file) };
    }
    const path = this.#freePaths.take();
    const ended = feedPipe(path, data, abandon);
    return { path, release: () => ended().then(() => this.#freePaths.giveBack(path)) };
  }

  /** Only when no statement runs. */
  close(): void {
    for (const each of [...this.#results, ...this.#files]) each.close();
  }
}
