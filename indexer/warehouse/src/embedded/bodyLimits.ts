import type { Account } from "./accounts.ts";
import { READER_LIMITS } from "./profiles.ts";
import { RefusedStatement } from "./statement.ts";

const MIB = 1024 * 1024;

/** As much of a body is held before a statement waits for its place; what follows is data of an insert, and streams. */
const READ_AHEAD_BYTES = 2 * MIB;

/** Without a byte for so long, while the server would take some, a body is given up; as in ClickHouse (`http_receive_timeout`), with room. */
const IDLE_MS = 60_000;

/** Bodies of all requests together, as far as they are held: of readers, and of all others. */
const HELD_BYTES = { reader: 64 * MIB, others: 1024 * MIB } as const;

/** What the body of one request may take. */
export interface BodyLimits {
  /** Statement without the data of an insert. */
  readonly statementBytes: number;
  /** Form with its fields and external tables. */
  readonly formBytes: number;
  /** One of ClickHouse's compressed blocks, packed or not. */
  readonly blockBytes: number;
  readonly readAheadBytes: number;
  /** Of the whole body, as it is sent. */
  readonly sentBytes: number;
  readonly idleMs: number;
  /** From its head to its end. */
  readonly wholeMs: number;
  readonly held: HeldBytes;
}

/** Says of a statement that is too long what the engine says. */
export function tooLong(bytes: number): RefusedStatement {
  return new RefusedStatement(
    62,
    "SYNTAX_ERROR",
    `Syntax error: Max query size exceeded: the statement is larger than ${bytes} bytes (max_query_size)`,
  );
}

/** Longest statement of an account, in bytes; an administrator's has room for the literals of programs. */
export function maxStatementBytes({ profile, limits }: Account): number {
  return profile === "admin" ? 64 * MIB : limits["max_query_size"] || READER_LIMITS.max_query_size;
}

/** Bytes of bodies that are held at the same time. */
export class BodyBudget {
  readonly #whose: string;
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(whose: string, maxBytes: number) {
    this.#whose = whose;
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws RefusedStatement (HTTP 503) when it is used up. */
  take(bytes: number): void {
    if (this.#bytes + bytes > this.#maxBytes) {
      throw new RefusedStatement(
        202,
        "TOO_MANY_SIMULTANEOUS_QUERIES",
        `Bodies of ${this.#whose} that are held at the same time are limited to ${this.#maxBytes} bytes: try again later`,
      );
    }
    this.#bytes += bytes;
  }

  giveBack(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** What one request holds of a budget. */
export class HeldBytes {
  readonly #budget: BodyBudget;
  #bytes = 0;
  #released = false;

  constructor(budget: BodyBudget) {
    this.#budget = budget;
  }

  /** What still comes after the release is not held any more. @throws RefusedStatement */
  add(bytes: number): void {
    if (this.#released) return;
    this.#budget.take(bytes);
    this.#bytes += bytes;
  }

  release(): void {
    this.#released = true;
    this.#budget.giveBack(this.#bytes);
    this.#bytes = 0;
  }
}

/** Limits of bodies, by account. */
export class Bodies {
  readonly #readers = new BodyBudget("readers", HELD_BYTES.reader);
  readonly #others = new BodyBudget("requests", HELD_BYTES.others);

  /** `held` is to be released when the request has ended. */
  limits(account: Account): BodyLimits {
    const statementBytes = maxStatementBytes(account);
    const reader = account.profile === "reader";
    const restricted = account.profile !== "admin";
    return {
      statementBytes,
      // Restricted accounts have no external tables: fields alone, with what is around them.
      formBytes: restricted ? statementBytes + 64 * 1024 : 64 * MIB,
      blockBytes: reader ? statementBytes : 64 * MIB,
      readAheadBytes: reader ? Math.min(READ_AHEAD_BYTES, statementBytes + 1) : READ_AHEAD_BYTES,
      sentBytes: reader ? statementBytes + 64 * 1024 : Number.POSITIVE_INFINITY,
      idleMs: IDLE_MS,
      // The data of an insert comes for as long as its writer has some.
      wholeMs: reader ? IDLE_MS : Number.POSITIVE_INFINITY,
      held: new HeldBytes(reader ? this.#readers : this.#others),
    };
  }
}
