import type { Engine, EngineSession } from "./engine.ts";
import type { QueryRequest, SessionRequest } from "./queryRequest.ts";
import { literal } from "./sqlText.ts";
import { RefusedStatement } from "./statement.ts";

/** Sessions of all clients together. */
const MAX_SESSIONS = 1000;

/** Sessions that wait to be used again, and how often one is. */
const MAX_IDLE = 16;
const MAX_USES = 1000;

interface Kept {
  readonly session: EngineSession;
  locked: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** An engine session for the time of one statement. */
export interface Loan {
  readonly session: EngineSession;
  /** Call it once the statement has ended. @param failed it did not end well. */
  giveBack(failed?: boolean): Promise<void>;
}

interface Idle {
  readonly what: string;
  readonly session: EngineSession;
  readonly uses: number;
}

/**
 * Engine sessions for requests: new ones, ones used before by requests that set the same things, and ones that
 * clients keep over several requests (`session_id`), in which temporary tables, SET and USE stay.
 */
export class Sessions {
  readonly #engine: Engine;
  readonly #kept = new Map<string, Kept>();
  readonly #idle: Idle[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** A session for this request alone. */
  lendNew(): Loan {
    const session = this.#engine.open();
    return { session, giveBack: async () => session.close() };
  }

  /**
   * A session for a statement that leaves nothing behind but what is set before it. It may have served others
   * before, which have all set the same things: so the request's own values replace every one of theirs.
   * @param sets names of what the request sets before its statement, all of it.
   */
  lendAlike(sets: readonly string[]): Loan {
    const what = [...sets].sort().join();
    const at = this.#idle.findLastIndex((idle) => idle.what === what);
    const [{ session, uses }] =
      at < 0 ? [{ session: this.#engine.open(), uses: 0 }] : (this.#idle.splice(at, 1) as [Idle]);
    return {
      session,
      giveBack: async (failed = false) => {
        if (failed || uses + 1 >= MAX_USES) session.close();
        else this.#idle.push({ what, session, uses: uses + 1 });
        if (this.#idle.length > MAX_IDLE) this.#idle.shift()?.session.close();
      },
    };
  }

  /**
   * The client's own session, as it left it; settings and database of the request hold for the request alone.
   * @throws RefusedStatement SESSION_IS_LOCKED while another statement uses it, SESSION_NOT_FOUND.
   */
  async lendKept(asked: SessionRequest, request: QueryRequest): Promise<Loan> {
    const kept = this.#find(asked);
    if (kept.locked) throw new RefusedStatement(373, "SESSION_IS_LOCKED", `Session ${asked.id} is locked by a client`);
    kept.locked = true;
    clearTimeout(kept.timer);
    const unlock = (): void => {
      kept.locked = false;
      kept.timer = setTimeout(() => this.#drop(asked.id), asked.timeoutSeconds * 1000).unref();
    };
    try {
      const restore = await remember(kept.session, request);
      const giveBack = async (): Promise<void> => {
        if (restore !== "") await kept.session.run(restore).catch(() => {});
        unlock();
      };
      return { session: kept.session, giveBack };
    } catch (error) {
      unlock();
      throw error;
    }
  }

  #find({ id, check }: SessionRequest): Kept {
    const known = this.#kept.get(id);
    if (known) return known;
    if (check) throw new RefusedStatement(372, "SESSION_NOT_FOUND", `Session ${id} not found`);
    if (this.#kept.size >= MAX_SESSIONS) {
      throw new RefusedStatement(202, "TOO_MANY_SIMULTANEOUS_QUERIES", `There are ${MAX_SESSIONS} sessions already`);
    }
    const opened: Kept = { session: this.#engine.open(), locked: false, timer: undefined };
    this.#kept.set(id, opened);
    return opened;
  }

  #drop(id: string): void {
    this.#kept.get(id)?.session.close();
    this.#kept.delete(id);
  }

  /** Only when no statement runs. */
  close(): void {
    for (const { session } of this.#idle.splice(0)) session.close();
    for (const [id, { timer }] of this.#kept) {
      clearTimeout(timer);
      this.#drop(id);
    }
  }
}

/** @returns statements that take back what a request sets for itself alone. */
async function remember(session: EngineSession, request: QueryRequest): Promise<string> {
  const names = [...request.settings.keys(), "log_comment"];
  const list = names.map(literal).join(", ");
  const sql = `SELECT currentDatabase() AS d, groupArray((name, value, changed)) FROM system.settings WHERE name IN (${list})`;
  const { bytes } = await session.run(sql, "JSONCompactEachRow");
  const [database, settings] = JSON.parse(Buffer.from(bytes).toString()) as [string, [string, string, number][]];
  const back = settings.map(([name, value, changed]) => `${name} = ${changed ? literal(value) : "DEFAULT"}`);
  return [
    request.database ? `USE \`${database.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\`;` : "",
    back.length > 0 ? `SET ${back.join(", ")};` : "",
  ].join(" ");
}
