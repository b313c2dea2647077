import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How far a recording has been replayed, in a file: a chain that was seen does not become shorter. */
export class ReplayProgress {
  readonly #path: string;
  readonly #recording: string;

  constructor(folder: string, recording: string) {
    this.#path = join(folder, "progress.json");
    this.#recording = recording;
  }

  exists(): boolean {
    return existsSync(this.#path);
  }

  /** Blocks that were there last time; undefined where it begins. */
  read(): number | undefined {
    try {
      const { recording, height } = JSON.parse(readFileSync(this.#path, "utf8"));
      return recording === this.#recording ? Number(height) : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  write(height: number): void {
    mkdirSync(join(this.#path, ".."), { recursive: true });
    // In one step: a file that is half written would begin the replay anew.
    writeFileSync(`${this.#path}.new`, JSON.stringify({ recording: this.#recording, height }));
    renameSync(`${this.#path}.new`, this.#path);
  }

  forget(): void {
    rmSync(this.#path, { force: true });
  }
}
