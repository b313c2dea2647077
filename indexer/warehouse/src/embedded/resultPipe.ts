import { closeSync, constants, openSync, readSync } from "node:fs";
import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import { ChunkQueue } from "./chunkQueue.ts";

/** What a pipe of Linux holds, in bytes: as much as one read may give. */
const PIPE_BYTES = 64 * 1024;

/** So much of a result is held for a client that does not read, in bytes; then the engine waits. */
const HELD_BYTES = 1024 * 1024;

/**
 * A named pipe that the engine writes results into, one after the other, while this process reads it. Its
 * ends stay open here, so that nothing has to be opened for a result. That a result has ended is known from
 * its statement, which settles after the engine has closed the pipe.
 */
export class ResultPipe {
  readonly path: string;
  readonly #reader: number;
  readonly #writer: number;
  readonly #socket: Socket;
  readonly #buffer: Buffer = Buffer.allocUnsafe(PIPE_BYTES);
  #result: ChunkQueue | undefined;

  /** @param path a named pipe. */
  constructor(path: string) {
    this.path = path;
    const openNow = (flags: number): number => openSync(path, flags | constants.O_NONBLOCK);
    this.#reader = openNow(constants.O_RDONLY);
    // With a writer of its own the pipe never ends.
    this.#writer = openNow(constants.O_WRONLY);
    // `onread` is documented (https://nodejs.org/api/net.html#new-netsocketoptions), but @types/node has it for `connect` alone.
    const options: SocketConstructorOpts & { onread: OnReadOpts } = {
      fd: openNow(constants.O_RDONLY),
      readable: true,
      writable: false,
      onread: { buffer: this.#buffer, callback: (bytes) => this.#take(bytes) },
    };
    this.#socket = new Socket(options);
    this.#socket.pause();
    // What waits for a result is its statement.
    this.#socket.unref();
  }

  /**
   * To be called before the statement is run.
   * @returns the result as it comes. Whoever stops before its end leaves the rest to be thrown away: without a
   * reader the engine would wait for one for ever.
   */
  begin(): AsyncIterable<Buffer> {
    const result = new ChunkQueue(HELD_BYTES, () => {
      if (this.#result === result) this.#socket.resume();
    });
    this.#result = result;
    this.#socket.resume();
    return result;
  }

  /** @returns whether to read on. */
  #take(bytes: number): boolean {
    return this.#result?.push(Buffer.from(this.#buffer.subarray(0, bytes))) ?? true;
  }

  /** The statement has ended, well or not: what is in the pipe is all that still comes. The pipe is free then. */
  end(): void {
    const result = this.#result;
    this.#socket.pause();
    for (let bytes = this.#read(); bytes > 0; bytes = this.#read()) this.#take(bytes);
    this.#result = undefined;
    result?.end();
  }

  #read(): number {
    try {
      return readSync(this.#reader, this.#buffer, 0, PIPE_BYTES, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return 0;
      throw error;
    }
  }

  close(): void {
    this.#socket.destroy();
    closeSync(this.#reader);
    closeSync(this.#writer);
  }
}
