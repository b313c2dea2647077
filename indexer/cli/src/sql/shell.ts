import { createInterface, type Interface } from "node:readline";
import { formatCount, note } from "../output.ts";
import type { Session } from "../session.ts";
import { complete, readVocabulary, type Vocabulary } from "./completion.ts";
import { openHistory } from "./history.ts";
import { runStatement, type StatementEnd } from "./runStatement.ts";
import { splitStatements } from "./splitStatements.ts";
import { SqlSession } from "./sqlSession.ts";

const PROMPT = "ledgerscope> ";
const CONTINUED = "         ...> ";

const HELP = `A statement ends with a semicolon and may take several lines. Tab completes, Ctrl-C cancels. SET, USE and
temporary tables last until you leave, or until the session has not been used for an hour.
  \\d          tables and views        \\d NAME   columns of one
  \\q          leave (or Ctrl-D)       \\?        this text`;

export interface ShellOptions {
  readonly format: string;
  readonly params: Readonly<Record<string, string>>;
}

/** SQL from a terminal until `\q`. */
export async function runShell(session: Session, options: ShellOptions): Promise<void> {
  const shell = new Shell(session, options);
  await shell.run();
}

class Shell {
  readonly #session: Session;
  readonly #options: ShellOptions;
  readonly #engineSession = new SqlSession();
  readonly #history = openHistory();
  readonly #lines: Interface;
  readonly #waiting: string[] = [];
  #vocabulary: Vocabulary = { keywords: [], tables: [], columns: [], functions: [] };
  /** Lines of a statement that has not ended. */
  #begun: string[] = [];
  #running: AbortController | undefined;
  #working = false;
  #closed = false;

  constructor(session: Session, options: ShellOptions) {
    this.#session = session;
    this.#options = options;
    this.#lines = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: true,
      history: [...this.#history.entries],
      historySize: 1000,
      removeHistoryDuplicates: true,
      completer: (line: string) => complete(line, this.#vocabulary),
      prompt: PROMPT,
    });
  }

  async run(): Promise<void> {
    note(`${this.#session.warehouse.url}  \\? for help, \\q to leave`);
    // Completion comes when it is there; the first statement does not wait for it.
    void readVocabulary(this.#session.warehouse).then((vocabulary) => {
      this.#vocabulary = vocabulary;
    });
    const closed = new Promise<void>((resolve) => {
      this.#lines.once("close", () => {
        this.#closed = true;
        this.#running?.abort();
        resolve();
      });
    });
    this.#session.signal.addEventListener("abort", () => this.#lines.close(), { once: true });
    this.#lines.on("SIGINT", () => this.#interrupt());
    this.#lines.on("line", (line) => {
      this.#waiting.push(line);
      void this.#work();
    });
    this.#lines.prompt();
    await closed;
  }

  #interrupt(): void {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    this.#begun = [];
    process.stdout.write("\n");
    this.#prompt();
  }

  #prompt(): void {
    if (this.#closed) return;
    this.#lines.setPrompt(this.#begun.length > 0 ? CONTINUED : PROMPT);
    this.#lines.prompt();
  }

  /** Lines that were typed while a statement ran come after it. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let line = this.#waiting.shift(); line !== undefined && !this.#closed; line = this.#waiting.shift()) {
      await this.#read(line);
    }
    this.#working = false;
    this.#prompt();
  }

  async #read(line: string): Promise<void> {
    const command = line.trim();
    if (this.#begun.length === 0) {
      if (/^(\\q|exit;?|quit;?)$/i.test(command)) {
        this.#lines.close();
        return;
      }
      if (command === "\\?") {
        note(HELP);
        return;
      }
      const described = /^\\d(?:\s+([\w.`]+))?$/.exec(command);
      if (described) {
        await this.#execute(described[1] ? `DESCRIBE TABLE ${described[1]}` : "SHOW TABLES");
        return;
      }
      if (command.startsWith("\\")) {
        note(`${command} is not known: \\? lists what is`);
        return;
      }
      if (command === "") return;
    }
    this.#begun.push(line);
    const { statements, rest } = splitStatements(this.#begun.join("\n"));
    if (statements.length === 0) {
      if (rest === "") this.#begun = [];
      return;
    }
    this.#remember();
    this.#begun = rest === "" ? [] : [rest];
    for (const statement of statements) await this.#execute(statement);
  }

  /** One entry per statement, not one per line of it. */
  #remember(): void {
    const statement = this.#begun.join(" ").replaceAll(/\s+/g, " ").trim();
    const { history } = this.#lines as Interface & { readonly history?: string[] };
    if (history && this.#begun.length > 1) {
      while (history[0] !== undefined && this.#begun.includes(history[0])) history.shift();
      history.unshift(statement);
    }
    this.#history.add(statement);
  }

  async #execute(statement: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    try {
      const end = await runStatement(this.#session, statement, {
        ...this.#options,
        session: this.#engineSession,
        signal: running.signal,
      });
      note(describeEnd(end));
    } catch (error) {
      note((error as Error).message);
    } finally {
      this.#running = undefined;
    }
  }
}

/** `0.012 s, 201 rows read` */
function describeEnd({ error, cancelled, elapsedMs, readRows, writtenRows }: StatementEnd): string {
  const seconds = `${(elapsedMs / 1000).toFixed(3)} s`;
  if (cancelled) return `cancelled after ${seconds}`;
  if (error !== undefined) return error;
  const read = readRows === undefined ? "" : `, ${formatCount(readRows)} rows read`;
  const written = writtenRows === undefined ? "" : `, ${formatCount(writtenRows)} rows written`;
  return `${seconds}${read}${written}`;
}
