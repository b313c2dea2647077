import { execFileSync } from "node:child_process";
import { closeSync, constants, existsSync, openSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Socket } from "node:net";
import { join } from "node:path";

/** A named pipe that the engine writes one result into, while this process reads it. */
export interface ResultPipe {
  readonly path: string;
  readonly stream: Socket;
  /** The engine has written all: the stream ends once it is drained. */
  finish(): void;
  /**
   * Ends reading; only when the engine has let go of the pipe. A result that nobody wants is read to its
   * end: without a reader the engine would wait for one for ever.
   */
  release(): void;
}

/** A named pipe that the engine reads the data of one insert from. */
export interface DataPipe {
  readonly path: string;
  /** The engine has ended the insert, with or without having read. */
  release(): Promise<void>;
}

/**
 * Named pipes in a folder, each used by one statement at a time: results leave the engine through
 * `INTO OUTFILE`, data of inserts enters it through `FROM INFILE`.
 *
 * So the engine itself formats and streams a result of any size and format, at the pace at which the
 * client reads; chDB's own calls hold the whole result in memory, or repeat the format's header in every
 * chunk. And data stays data: behind an INSERT in the text of a statement chDB takes an empty line
 * (two bytes 0x0A, also within binary data) for the end of the data, and what follows for SQL.
 */
export class Pipes {
  readonly #free: string[];

  /** @param count pipes to have; existing ones are used again. */
  constructor(folder: string, count: number) {
    this.#free = Array.from({ length: count }, (_, index) => join(folder, `pipe-${index}`));
    const missing = this.#free.filter((path) => !existsSync(path));
    if (missing.length > 0) execFileSync("mkfifo", ["-m", "600", ...missing]);
  }

  #take(): string {
    const path = this.#free.pop();
    if (!path) throw new Error("no free pipe: there must be one for every statement that may run");
    return path;
  }

  openResult(): ResultPipe {
    const path = this.#take();
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    // An own writer, so that the stream cannot end before the engine has opened the pipe.
    const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const stream = new Socket({ fd: reader, readable: true, writable: false });
    stream.on("error", () => {});
    let finished = false;
    const finish = (): void => {
      if (finished) return;
      finished = true;
      closeSync(writer);
    };
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      finish();
      const free = (): void => void this.#free.push(path);
      if (stream.closed) free();
      else stream.once("close", free).destroy();
    };
    return { path, stream, finish, release };
  }

  /**
   * @param data is closed only at its end: what breaks off must not look like a whole.
   * @param abandon called when `data` breaks off; the pipe stays open until it settles.
   */
  openData(data: AsyncIterator<Uint8Array>, abandon: (cause: Error) => Promise<void>): DataPipe {
    const path = this.#take();
    // Both wait on a thread of libuv's pool: for the engine to open the pipe, and for it to read.
    const opening = open(path, "w");
    let stop = (): void => {};
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => resolve(undefined);
    });
    const feeding = opening.then((pipe) => feed(pipe, data, { abandon, stopped }));
    const release = async (): Promise<void> => {
      stop();
      // A statement that was refused has not opened the pipe: be the reader that the opening waits for. With
      // this reader gone as well, nothing is left to wait for.
      const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      await opening.finally(() => closeSync(reader));
      await feeding;
      this.#free.push(path);
    };
    return { path, release };
  }
}

interface Feeding {
  readonly abandon: (cause: Error) => Promise<void>;
  /** Settles when the engine has ended the insert. */
  readonly stopped: Promise<undefined>;
}

async function feed(pipe: FileHandle, data: AsyncIterator<Uint8Array>, { abandon, stopped }: Feeding): Promise<void> {
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array> | undefined;
      try {
        next = await Promise.race([data.next(), stopped]);
      } catch (cause) {
        await abandon(cause as Error);
        return;
      }
      if (!next || next.done) return;
      for (let at = 0; at < next.value.length; ) at += (await pipe.write(next.value, at)).bytesWritten;
    }
  } catch (error) {
    // The engine stopped reading: why, its own error says.
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  } finally {
    await pipe.close();
  }
}
