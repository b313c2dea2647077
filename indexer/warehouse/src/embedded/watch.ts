import { setTimeout as sleep } from "node:timers/promises";
import type { Engine, Progress } from "./engine.ts";

const AGAIN_MS = 100;

/** A look at one running statement, and the means to stop it, from a session beside it. */
export class Watch {
  readonly #engine: Engine;
  readonly #which: string;
  #closed = false;
  #killing: Promise<string> = Promise.resolve("");

  /** @param which condition on `system.processes` that this statement alone meets. */
  constructor(engine: Engine, which: string) {
    this.#engine = engine;
    this.#which = `${which} AND query_kind NOT IN ('KillQuery', '') AND position(query, 'system.processes') = 0`;
  }

  async #ask(sql: string): Promise<string> {
    const session = this.#engine.open();
    try {
      const { bytes } = await session.run(sql, "JSONCompactEachRow");
      return Buffer.from(bytes).toString();
    } catch {
      return "";
    } finally {
      session.close();
    }
  }

  async progress(): Promise<Progress | undefined> {
    const columns = "toFloat64(read_rows), toFloat64(read_bytes), toFloat64(total_rows_approx), elapsed";
    const line = await this.#ask(`SELECT ${columns} FROM system.processes WHERE ${this.#which} LIMIT 1`);
    if (line === "") return undefined;
    const [rows, bytes, totalRows, elapsedSeconds] = JSON.parse(line) as [number, number, number, number];
    return { rows, bytes, totalRows, elapsedSeconds };
  }

  /** System ids of the threads that compute it. */
  async threads(): Promise<readonly number[]> {
    const line = await this.#ask(`SELECT arrayJoin(thread_ids) FROM system.processes WHERE ${this.#which}`);
    return line.trim() === ""
      ? []
      : line
          .trim()
          .split("\n")
          .map((row) => Number((JSON.parse(row) as [string])[0]));
  }

  /** Until it was told to stop, or until it has ended; it may not have begun yet. */
  async kill(ended: Promise<unknown>, until: "once" | "until ended"): Promise<void> {
    let over = false;
    const settle = (): void => {
      over = true;
    };
    ended.then(settle, settle);
    while (!over && !this.#closed) {
      this.#killing = this.#ask(`KILL QUERY WHERE ${this.#which} ASYNC`);
      const told = await this.#killing;
      if (told !== "" && until === "once") return;
      await sleep(AGAIN_MS);
    }
  }

  /** Afterwards nothing is stopped any more: another statement may meet the condition. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#killing;
  }
}
