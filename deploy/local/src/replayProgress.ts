import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How far a recording has been replayed, in a file: a chain that was seen does not become shorter. */
export class ReplayProgress {
  readonly #path: string;
  /** SHA-256 of what describes the recording. */
  readonly #recording: string;

  /** @param recording the recording's folder. */
  constructor(folder: string, recording: string) {
    this.#path = join(folder, "progress.json");
    this.#recording = createHash("sha256")
      .update(readFileSync(join(recording, "recording.json")))
      .digest("hex");
  }

  exists(): boolean {
    return existsSync(this.#path);
  }

  /** What was replayed last time was another recording. */
  isOfOther(): boolean {
    return this.exists() && this.#stored().recording !== this.#recording;
  }

  /** Blocks that were there last time; undefined where it begins. */
  read(): number | undefined {
    return this.exists() ? this.#stored().height : undefined;
  }

  #stored(): { readonly recording: string; readonly height: number } {
    return JSON.parse(readFileSync(this.#path, "utf8"));
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
