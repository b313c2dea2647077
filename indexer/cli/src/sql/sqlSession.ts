import { randomUUID } from "node:crypto";

/** How long the engine keeps a session that is not used, in seconds; ClickHouse allows an hour at most by default. */
const TIMEOUT_S = 3600;

/** SESSION_NOT_FOUND, SESSION_IS_LOCKED. */
const GONE = /^Code: 372\b/;
const LOCKED = /^Code: 373\b/;

/** How long a cancelled statement may take to end, in milliseconds. */
const BUSY_MS = 10_000;

/** A session of the engine: what `SET`, `USE` and `CREATE TEMPORARY TABLE` do lasts from statement to statement. */
export class SqlSession {
  #id = randomUUID();
  #begun = false;

  /** For the URL of the next statement. */
  parameters(): Readonly<Record<string, string>> {
    return {
      session_id: `cli-${this.#id}`,
      session_timeout: String(TIMEOUT_S),
      // The engine would begin a lost one anew without a word.
      ...(this.#begun ? { session_check: "1" } : {}),
    };
  }

  /** False until a statement has run in it. */
  get begun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }

  /** Whether the same statement is to be sent again: the session is another now, or still busy with the one before. */
  recover(message: string, waitedMs: number): "again" | "renewed" | undefined {
    if (this.#begun && GONE.test(message)) {
      this.#id = randomUUID();
      this.#begun = false;
      return "renewed";
    }
    return LOCKED.test(message) && waitedMs < BUSY_MS ? "again" : undefined;
  }
}
