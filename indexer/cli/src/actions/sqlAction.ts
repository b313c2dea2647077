import { buffer } from "node:stream/consumers";
import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";
import { Interrupted } from "../interrupted.ts";
import { note } from "../output.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";
import { outputFormat } from "../sql/outputFormat.ts";
import { runStatement } from "../sql/runStatement.ts";
import { runShell } from "../sql/shell.ts";
import { splitStatements } from "../sql/splitStatements.ts";
import { SqlSession } from "../sql/sqlSession.ts";

interface Options extends ConfigOption {
  readonly format?: string;
  readonly output?: string;
  readonly param: Readonly<Record<string, string>>;
}

export async function sqlAction(query: string | undefined, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const { output, param: params } = options;
  const isTerminal = process.stdout.isTTY === true;
  const format = outputFormat({ ...options, isTerminal });
  if (query === undefined && process.stdin.isTTY) {
    if (output !== undefined) throw new ConfigError("--output needs a query: write it behind the options");
    await withSession(options, (session) => runShell(session, { format, params }));
    return;
  }
  const statements = query === undefined ? await readStatements() : [query];
  if (output !== undefined && statements.length !== 1) {
    throw new ConfigError(`--output takes the rows of one statement, there are ${statements.length}`);
  }
  process.exitCode = await withSession(options, async (session: Session) => {
    const engineSession = statements.length > 1 ? { session: new SqlSession() } : {};
    for (const statement of statements) {
      const end = await runStatement(session, statement, {
        format,
        params,
        ...engineSession,
        signal: session.signal,
        ...(output === undefined ? {} : { output }),
      });
      if (end.cancelled) throw new Interrupted("cancelled");
      if (end.error !== undefined) {
        note(end.error);
        return 1;
      }
    }
    return 0;
  });
}

/** Read byte by byte: the data of an insert may be binary. */
async function readStatements(): Promise<readonly Buffer[]> {
  const { statements, rest } = splitStatements((await buffer(process.stdin)).toString("latin1"));
  const all = rest === "" ? statements : [...statements, rest];
  if (all.length === 0)
    throw new ConfigError("standard input has no statement: write one, or give a query as argument");
  return all.map((statement) => Buffer.from(statement, "latin1"));
}
