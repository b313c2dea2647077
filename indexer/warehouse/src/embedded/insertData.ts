import { closeSync, constants, ftruncateSync, openSync, writevSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ChunkQueue } from "./chunkQueue.ts";

/** Most buffers that the system takes in one call. */
const MAX_BUFFERS = 1024;

/** What is left of chunks behind their first bytes. */
function behind(chunks: readonly Buffer[], bytes: number): readonly Buffer[] {
  let skip = bytes;
  let at = 0;
  for (; at < chunks.length && skip >= (chunks[at] as Buffer).length; at++) skip -= (chunks[at] as Buffer).length;
  const [first, ...rest] = chunks.slice(at);
  return first ? [first.subarray(skip), ...rest] : [];
}

/** A file that the engine reads inserts from whose data has come as a whole, one after the other. */
export class DataFile {
  readonly path: string;
  readonly #file: number;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  /** Writes over what was there: the file's pages are used again, which makes it as fast as memory. */
  put(chunks: readonly Buffer[]): void {
    let at = 0;
    for (let rest = chunks; rest.length > 0; ) {
      const written = writevSync(this.#file, rest.slice(0, MAX_BUFFERS), at);
      at += written;
      rest = behind(rest, written);
    }
    ftruncateSync(this.#file, at);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * Feeds the data of an insert to the engine through a named pipe, as it comes.
 * @param path of a pipe that nothing else uses.
 * @param data the pipe is closed only at its end: what breaks off must not look like a whole.
 * @param abandon called when `data` breaks off; the pipe stays open until it settles.
 * @returns what is to be called when the engine has ended the insert, with or without having read; it settles
 * when the pipe may be used again.
 */
export function feedPipe(
  path: string,
  data: ChunkQueue,
  abandon: (cause: Error) => Promise<void>,
): () => Promise<void> {
  // Both wait on a thread of libuv's pool: for the engine to open the pipe, and for it to read.
  const opening = open(path, "w");
  let stop = (): void => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  const feeding = opening.then((pipe) => feed(pipe, data, { abandon, stopped }));
  return async () => {
    stop();
    // A statement that was refused has not opened the pipe: be the reader that the opening waits for. With
    // this reader gone as well, nothing is left to wait for.
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    await opening.finally(() => closeSync(reader));
    await feeding;
  };
}

interface Feeding {
  readonly abandon: (cause: Error) => Promise<void>;
  /** Settles when the engine has ended the insert. */
  readonly stopped: Promise<undefined>;
}

async function feed(pipe: FileHandle, data: ChunkQueue, { abandon, stopped }: Feeding): Promise<void> {
  try {
    for (;;) {
      let chunks: readonly Buffer[] | undefined;
      try {
        chunks = await Promise.race([data.takeSome(), stopped]);
      } catch (cause) {
        await abandon(cause as Error);
        return;
      }
      if (!chunks) return;
      // While one write waits for the engine, the next one gathers: a call for many chunks, not for each.
      for (let rest = chunks; rest.length > 0; ) {
        rest = behind(rest, (await pipe.writev(rest.slice(0, MAX_BUFFERS))).bytesWritten);
      }
    }
  } catch (error) {
    // The engine stopped reading: why, its own error says.
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  } finally {
    await pipe.close();
  }
}
