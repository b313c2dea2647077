import type { Account } from "./accounts.ts";
import { Background } from "./background.ts";
import { maxStatementBytes, tooLong } from "./bodyLimits.ts";
import type { Engine, EngineSession, Progress } from "./engine.ts";
import { loadExternal } from "./externalTables.ts";
import { killByClientsId } from "./killQuery.ts";
import { type Lanes, LONG_READ_MS } from "./lanes.ts";
import type { Pipes } from "./pipes.ts";
import { preparation, preparedNames, restrictedPreparation } from "./preparation.ts";
import type { QueryRequest } from "./queryRequest.ts";
import { assertHarmless, assertNoSettings } from "./restrict.ts";
import { type Loan, Sessions } from "./sessions.ts";
import { assertName, literal } from "./sqlText.ts";
import { RefusedStatement, readStatement, type Statement } from "./statement.ts";
import { Watch } from "./watch.ts";

/** What the response is written from. */
export interface Execution {
  readonly kind: "insert" | "query" | "command";
  readonly format: string;
  /** The result as the engine formats it; ends when all is written, or when the statement failed. */
  readonly output: AsyncIterable<Buffer>;
  /** Settles when the statement has ended. */
  readonly outcome: Promise<Progress>;
  /** How far it is; undefined before it has begun and after its end. */
  progress(): Promise<Progress | undefined>;
  /** Stops a query whose client has gone; other statements run to their end. */
  cancel(): void;
}

/** Statements are read one character per byte, see `sqlTokens`. */
const utf8 = (source: string, from: number, to: number): string =>
  Buffer.from(source.slice(from, to), "latin1").toString();

async function* nothing(): AsyncGenerator<Buffer> {}

async function* once(bytes: Promise<Uint8Array>): AsyncGenerator<Buffer> {
  // A failure is told by the outcome.
  const all = await bytes.catch(() => new Uint8Array());
  if (all.length > 0) yield Buffer.from(all.buffer, all.byteOffset, all.byteLength);
}

/** A statement with what it needs to run: its place in a lane and its session. */
interface Task {
  readonly request: QueryRequest;
  readonly loan: Loan;
  readonly leave: () => void;
  /** Statements to run before it, at once with it. */
  readonly prepared: string;
  readonly source: string;
}

type Of<Kind> = Extract<Statement, { kind: Kind }>;

/** Runs statements of requests, each in a session and in a lane. */
export class Executor {
  readonly #engine: Engine;
  readonly #lanes: Lanes;
  readonly #pipes: Pipes;
  readonly #sessions: Sessions;

  constructor(engine: Engine, lanes: Lanes, pipes: Pipes) {
    this.#engine = engine;
    this.#lanes = lanes;
    this.#pipes = pipes;
    this.#sessions = new Sessions(engine);
  }

  /** Only when no statement runs. */
  close(): void {
    this.#sessions.close();
    this.#pipes.close();
  }

  /**
   * @param gone tells whether the client has hung up while its statement waited for a place.
   * @throws RefusedStatement; whatever the engine objects to comes with the outcome.
   */
  async execute(request: QueryRequest, account: Account, gone: () => boolean): Promise<Execution> {
    const execution =
      account.profile === "admin" ? await this.#free(request, gone) : await this.#restricted(request, account, gone);
    // Its reader may still be busy with the output when a statement fails.
    execution.outcome.catch(() => {});
    return execution;
  }

  /** An administrator's statement, as it came; one by GET reads tables and nothing else, anybody may have led to it. */
  async #free(request: QueryRequest, gone: () => boolean): Promise<Execution> {
    const source = request.text.toString("latin1");
    const statement = readStatement(source);
    const keeps = request.session !== undefined;
    const prepared = preparation(request, keeps);
    if (statement.kind === "empty") throw new RefusedStatement(62, "SYNTAX_ERROR", "Empty query");
    if (request.readOnly && statement.kind !== "query") {
      throw new RefusedStatement(164, "READONLY", "Cannot execute query in readonly mode: use POST");
    }
    const control = statement.kind === "command" && ["KILL", "SYSTEM"].includes(statement.verb);
    const lane = { query: this.#lanes.read, insert: this.#lanes.insert, command: this.#lanes.command };
    const leave = await (control ? this.#lanes.control : lane[statement.kind]).enter(gone);
    try {
      if (request.readOnly) await this.#assertReadsTables(request.text);
      const loan = await this.#lend(request, statement, gone);
      try {
        const task: Task = { request, loan, leave, prepared, source };
        if (statement.kind === "query") return this.#query(task, statement);
        if (statement.kind === "insert") {
          return this.#insert(task, statement, request.text.subarray(statement.dataStart));
        }
        return this.#command(task, statement.verb);
      } catch (error) {
        await loan.giveBack(true);
        throw error;
      }
    } catch (error) {
      leave();
      throw error;
    }
  }

  async #lend(request: QueryRequest, { kind }: Statement, gone: () => boolean): Promise<Loan> {
    if (request.external.length > 0) return await this.#lendWithTables(request, gone);
    if (request.session) return await this.#sessions.lendKept(request.session, request);
    const sets = kind === "command" ? undefined : preparedNames(request);
    return sets ? this.#sessions.lendAlike(sets) : this.#sessions.lendNew();
  }

  /** A session that has the request's tables, until it is given back. */
  async #lendWithTables(request: QueryRequest, gone: () => boolean): Promise<Loan> {
    const leave = await this.#lanes.insert.enter(gone);
    try {
      const loan = request.session ? await this.#sessions.lendKept(request.session, request) : this.#sessions.lendNew();
      try {
        const drop = await loadExternal(request.external, loan.session, this.#pipes);
        return {
          session: loan.session,
          giveBack: async (failed) => {
            await drop().catch(() => {});
            await loan.giveBack(failed);
          },
        };
      } catch (error) {
        await loan.giveBack(true);
        throw error;
      }
    } finally {
      leave();
    }
  }

  async #assertReadsTables(sql: Buffer): Promise<void> {
    const { session, giveBack } = this.#sessions.lendNew();
    try {
      const written = await canonical(session, "", sql);
      readStatement(written);
      assertHarmless(written);
    } finally {
      await giveBack();
    }
  }

  /**
   * A statement of an account with few rights. What it touches the engine judges by the session's role; what no
   * right of the engine covers is looked for in the engine's own writing of the statement, and that is what runs.
   * A kept session would keep nothing for it: neither settings nor temporary tables are allowed.
   */
  async #restricted(request: QueryRequest, account: Account, gone: () => boolean): Promise<Execution> {
    if (request.text.length > maxStatementBytes(account)) throw tooLong(maxStatementBytes(account));
    const written = request.text.toString("latin1");
    const first = readStatement(written);
    if (first.kind === "empty") throw new RefusedStatement(62, "SYNTAX_ERROR", "Empty query");
    if (request.external.length > 0) {
      throw new RefusedStatement(497, "ACCESS_DENIED", `${account.name}: Not enough privileges for external tables`);
    }
    const prepared = restrictedPreparation(request, account);
    const inserts = first.kind === "insert";
    if (first.kind === "command" || (inserts && account.profile === "reader")) {
      throw new RefusedStatement(497, "ACCESS_DENIED", `${account.name}: Not enough privileges for this statement`);
    }
    const leave = await (inserts ? this.#lanes.insert : this.#lanes.analyst).enter(gone);
    const loan = this.#sessions.lendNew();
    try {
      const head = inserts ? request.text.subarray(0, first.dataStart) : request.text;
      const source = await canonical(loan.session, prepared, head);
      if (source.length > maxStatementBytes(account)) throw tooLong(maxStatementBytes(account));
      assertNoSettings(source);
      assertHarmless(source);
      const statement = readStatement(source);
      const task: Task = { request, loan, leave, prepared: "", source };
      if (statement.kind === "query" && !inserts) return this.#query(task, statement);
      if (statement.kind === "insert" && inserts) {
        return this.#insert(task, statement, request.text.subarray(first.dataStart));
      }
      throw new RefusedStatement(497, "ACCESS_DENIED", `${account.name}: Not enough privileges for this statement`);
    } catch (error) {
      await loan.giveBack();
      leave();
      throw error;
    }
  }

  async #look(watch: Watch): Promise<Progress | undefined> {
    const leave = this.#lanes.look.tryEnter();
    return leave && (await watch.progress().finally(leave));
  }

  #command({ request, loan, leave, prepared }: Task, verb: string): Execution {
    const sql = request.text.toString();
    const statement = verb === "KILL" ? killByClientsId(loan.session, sql) : Promise.resolve(sql);
    const run = statement
      .then((text) => loan.session.run(`${prepared} ${text}`, request.format))
      .finally(async () => {
        await loan.giveBack();
        leave();
      });
    const watch = new Watch(this.#engine, `Settings['log_comment'] = ${literal(request.queryId)}`);
    return {
      kind: "command",
      format: request.format,
      output: once(run.then((result) => result.bytes)),
      outcome: run.then((result) => result.progress),
      progress: () => this.#look(watch),
      cancel: () => {},
    };
  }

  /** @param first of the data, which came with the statement. */
  #insert(task: Task, statement: Of<"insert">, first: Buffer): Execution {
    const { request, loan, leave, prepared, source } = task;
    const { format, inputAt, formatAt } = statement;
    let broken: Error | undefined;
    let ran: Promise<unknown> = Promise.resolve();
    request.data.unread(first);
    const data = this.#pipes.offer(request.data, async (cause) => {
      broken = cause;
      await watch.kill(ran, "once");
    });
    const watch = new Watch(this.#engine, `position(query, ${literal(data.path)}) > 0`);
    const compression = request.compression ? ` COMPRESSION ${literal(request.compression)}` : "";
    const target = `${utf8(source, 0, inputAt)} FROM INFILE ${literal(data.path)}${compression}`;
    const run = loan.session.run(`${prepared} ${target} ${utf8(source, inputAt, formatAt)} FORMAT ${format}`);
    ran = run;
    const ended = async (failed: boolean): Promise<void> => {
      await data.release();
      await loan.giveBack(failed);
      leave();
    };
    const outcome = run.then(
      async ({ progress }) => {
        await ended(broken !== undefined);
        if (broken) throw broken;
        return progress;
      },
      async (error) => {
        await ended(true);
        // What the engine says when the data broke off is that it was stopped.
        throw broken ?? error;
      },
    );
    return { kind: "insert", format, output: nothing(), outcome, progress: () => this.#look(watch), cancel: () => {} };
  }

  #query({ request, loan, leave: leaveFirst, prepared, source }: Task, statement: Of<"query">): Execution {
    const format = statement.format ?? request.format;
    assertName("format", format);
    let leave = leaveFirst;
    const pipe = this.#pipes.takeResult();
    const outfile = `INTO OUTFILE ${literal(pipe.path)} TRUNCATE`;
    const sql = statement.format
      ? `${utf8(source, 0, statement.outputAt)} ${outfile} ${utf8(source, statement.outputAt, statement.end)}`
      : `${utf8(source, 0, statement.end)} ${outfile} FORMAT ${format}`;
    let background: Background | undefined;
    const longer = setTimeout(() => {
      background = new Background(() => watch.threads(), LONG_READ_MS);
      const leaveLong = this.#lanes.long.tryEnter();
      if (!leaveLong) return;
      leave = leaveLong;
      leaveFirst();
    }, LONG_READ_MS);
    const output = pipe.begin();
    // While it runs, the pipe is what this statement alone has.
    const watch = new Watch(this.#engine, `position(query, ${literal(pipe.path)}) > 0`);
    const ended = async (failed: boolean): Promise<void> => {
      clearTimeout(longer);
      background?.end();
      pipe.end();
      await watch.close();
      await loan.giveBack(failed);
      this.#pipes.giveBackResult(pipe);
      leave();
    };
    const outcome = loan.session.run(`${prepared} ${sql}`).then(
      async ({ progress }) => {
        await ended(false);
        return progress;
      },
      async (error) => {
        await ended(true);
        throw error;
      },
    );
    return {
      kind: "query",
      format,
      output,
      outcome,
      progress: () => this.#look(watch),
      cancel: () => void watch.kill(outcome, "until ended"),
    };
  }
}

/** The statement as the engine understands it, one character per byte; prepares the session on the way. */
async function canonical(session: EngineSession, prepared: string, sql: Buffer): Promise<string> {
  // A right to use a setting or database is judged before the statement is.
  if (prepared !== "") await session.run(prepared);
  // On one line: indentation multiplies a text that is nested deeply.
  const { bytes } = await session.run(`SELECT formatQuerySingleLine(${literal(sql.toString())})`, "RawBLOB");
  return Buffer.from(bytes).toString("latin1");
}
