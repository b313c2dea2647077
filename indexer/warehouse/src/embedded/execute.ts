import { setTimeout as sleep } from "node:timers/promises";
import type { Engine, Progress } from "./engine.ts";
import { type Lanes, LONG_READ_MS } from "./lanes.ts";
import type { Pipes, ResultPipe } from "./pipes.ts";
import type { QueryRequest } from "./queryRequest.ts";
import { RefusedStatement, readStatement, type Statement } from "./statement.ts";

const KILL_AGAIN_MS = 100;

/** What the response is written from. */
export interface Execution {
  readonly kind: "insert" | "query" | "command";
  readonly format: string;
  /** The result as the engine formats it; ends when all is written, or when the statement failed. */
  readonly output: AsyncIterable<Buffer>;
  /** Settles when the statement has ended. */
  readonly outcome: Promise<Progress>;
  /** Stops a query whose client has gone; other statements run to their end. */
  cancel(): void;
}

/** Statements are read one character per byte, see `sqlTokens`. */
const utf8 = (source: string, from: number, to: number): string =>
  Buffer.from(source.slice(from, to), "latin1").toString();

const literal = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;

function assertName(what: string, name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new RefusedStatement(115, "UNKNOWN_SETTING", `${what} ${JSON.stringify(name)} is not a name`);
  }
}

/** Statements that prepare the request's session; the engine itself judges names and values. */
function preparation(request: QueryRequest): string {
  // The engine gives ids of its own; the client's stands where it can be looked for.
  const assignments = [`log_comment = ${literal(request.queryId)}`];
  for (const [name, value] of request.parameters) {
    assertName("parameter", name);
    assignments.push(`param_${name} = ${literal(value)}`);
  }
  const settings = [...request.settings].map(([name, value]) => {
    assertName("setting", name);
    return `${name} = ${literal(value)}`;
  });
  if (request.readOnly && !request.settings.has("readonly")) settings.push("readonly = 2");
  return [
    `SET ${assignments.join(", ")};`,
    ...(request.database ? [`USE \`${request.database.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\`;`] : []),
    ...(settings.length > 0 ? [`SET ${settings.join(", ")};`] : []),
  ].join(" ");
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* once(bytes: Promise<Uint8Array>): AsyncGenerator<Buffer> {
  // A failure is told by the outcome.
  const all = await bytes.catch(() => new Uint8Array());
  if (all.length > 0) yield Buffer.from(all.buffer, all.byteOffset, all.byteLength);
}

/** Runs statements of requests, each in a session of its own and in its lane. */
export class Executor {
  readonly #engine: Engine;
  readonly #lanes: Lanes;
  readonly #pipes: Pipes;

  constructor(engine: Engine, lanes: Lanes, pipes: Pipes) {
    this.#engine = engine;
    this.#lanes = lanes;
    this.#pipes = pipes;
  }

  /** @throws RefusedStatement; whatever the engine objects to comes with the outcome. */
  async execute(request: QueryRequest): Promise<Execution> {
    const execution = await this.#start(request);
    // Its reader may still be busy with the output when a statement fails.
    execution.outcome.catch(() => {});
    return execution;
  }

  async #start(request: QueryRequest): Promise<Execution> {
    const source = request.text.toString("latin1");
    const statement = readStatement(source);
    if (statement.kind === "empty") throw new RefusedStatement(62, "SYNTAX_ERROR", "Empty query");
    const prepared = preparation(request);
    if (statement.kind === "query") return this.#query(request, source, statement, prepared);

    if (statement.kind === "insert") return this.#insert(request, source, statement, prepared);
    return this.#command(request, prepared);
  }

  async #command(request: QueryRequest, prepared: string): Promise<Execution> {
    const leave = await this.#lanes.command.enter();
    const session = this.#engine.open();
    const run = session.run(`${prepared} ${request.text.toString()}`, request.format).finally(() => {
      session.close();
      leave();
    });
    return {
      kind: "command",
      format: request.format,
      output: once(run.then((result) => result.bytes)),
      outcome: run.then((result) => result.progress),
      cancel: () => {},
    };
  }

  async #insert(
    request: QueryRequest,
    source: string,
    statement: Extract<Statement, { kind: "insert" }>,
    prepared: string,
  ): Promise<Execution> {
    const { format, inputAt, formatAt, dataStart } = statement;
    const leave = await this.#lanes.insert.enter();
    const session = this.#engine.open();
    const pipe = this.#pipes.openData(request.text.subarray(dataStart));
    const target = `${utf8(source, 0, inputAt)} FROM INFILE ${literal(pipe.path)}`;
    const outcome = session
      .run(`${prepared} ${target} ${utf8(source, inputAt, formatAt)} FORMAT ${format}`)
      .then((result) => result.progress)
      .finally(async () => {
        session.close();
        await pipe.release();
        leave();
      });
    return { kind: "insert", format, output: nothing(), outcome, cancel: () => {} };
  }

  async #query(
    request: QueryRequest,
    source: string,
    statement: Extract<Statement, { kind: "query" }>,
    prepared: string,
  ): Promise<Execution> {
    const format = statement.format ?? request.format;
    assertName("format", format);
    const leaveRead = await this.#lanes.read.enter();
    let leave = leaveRead;
    const session = this.#engine.open();
    const pipe = this.#pipes.openResult();
    const outfile = `INTO OUTFILE ${literal(pipe.path)} TRUNCATE`;
    const sql = statement.format
      ? `${utf8(source, 0, statement.outputAt)} ${outfile} ${utf8(source, statement.outputAt, statement.end)}`
      : `${utf8(source, 0, statement.end)} ${outfile} FORMAT ${format}`;
    const longer = setTimeout(() => {
      const leaveLong = this.#lanes.long.tryEnter();
      if (!leaveLong) return;
      leave = leaveLong;
      leaveRead();
    }, LONG_READ_MS);
    const outcome = session
      .run(`${prepared} ${sql}`)
      .then((result) => result.progress)
      .finally(() => {
        clearTimeout(longer);
        pipe.finish();
        session.close();
        leave();
      });
    return {
      kind: "query",
      format,
      output: drain(pipe, outcome),
      outcome,
      cancel: () => void this.#kill(pipe, outcome),
    };
  }

  /** Until the statement has ended: it may not have begun when its client goes. Its pipe is what it alone has. */
  async #kill(pipe: ResultPipe, outcome: Promise<unknown>): Promise<void> {
    let ended = false;
    const settle = (): void => {
      ended = true;
    };
    outcome.then(settle, settle);
    while (!ended) {
      const session = this.#engine.open();
      const which = `position(query, ${literal(pipe.path)}) > 0 AND query NOT LIKE 'KILL%'`;
      await session.run(`KILL QUERY WHERE ${which} ASYNC`).catch(() => {});
      session.close();
      await sleep(KILL_AGAIN_MS);
    }
  }
}

async function* drain(pipe: ResultPipe, outcome: Promise<Progress>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of pipe.stream) yield chunk as Buffer;
  } finally {
    // The pipe is free for another result only when the engine has let go of it.
    void outcome.then(
      () => pipe.release(),
      () => pipe.release(),
    );
  }
}
