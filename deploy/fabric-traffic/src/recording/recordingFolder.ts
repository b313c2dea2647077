import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pack, unpack } from "./compress.ts";
import type { KeyGuard } from "./privateKeys.ts";

/** Writes a recording; nothing that holds a private key gets through. */
export class RecordingWriter {
  readonly #folder: string;
  readonly #guard: KeyGuard;

  constructor(folder: string, guard: KeyGuard) {
    this.#folder = folder;
    this.#guard = guard;
  }

  /** Writes one file, packed as its name's ending says. @throws Error when it holds a private key. */
  async write(name: string, content: Uint8Array | string): Promise<void> {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    this.#guard.check(name, bytes);
    const file = path.join(this.#folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await pack(name, bytes));
  }

  /** Writes one JSON value per line. */
  async writeLines(name: string, values: readonly unknown[]): Promise<void> {
    await this.write(name, values.map((value) => `${JSON.stringify(value)}\n`).join(""));
  }
}

/** Reads one file of a recording, unpacked as its name's ending says. */
export async function readRecorded(folder: string, name: string): Promise<Uint8Array> {
  return await unpack(name, await readFile(path.join(folder, name)));
}

/** Reads a file of one JSON value per line. */
export async function readRecordedLines<T>(folder: string, name: string): Promise<T[]> {
  const text = Buffer.from(await readRecorded(folder, name)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
