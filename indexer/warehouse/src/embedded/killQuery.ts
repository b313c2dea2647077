import type { EngineSession } from "./engine.ts";
import { literal } from "./sqlText.ts";
import { sqlTokens } from "./sqlTokens.ts";

/** The client's id where it gave one, else the engine's. */
const CLIENTS_ID = "if(Settings['log_comment'] = '', query_id, Settings['log_comment'])";

/**
 * The engine gives ids of its own; a client knows the one it sent. In a `KILL` every `query_id` is replaced by
 * an expression of both, in the engine's own writing of the statement, where a name is a token of its own.
 */
export async function killByClientsId(session: EngineSession, sql: string): Promise<string> {
  const { bytes } = await session.run(`SELECT formatQuery(${literal(sql)})`, "RawBLOB");
  const canonical = Buffer.from(bytes).toString("latin1");
  let rewritten = "";
  let at = 0;
  for (const { kind, start, end } of sqlTokens(canonical)) {
    if (kind !== "word" || canonical.slice(start, end) !== "query_id") continue;
    rewritten += canonical.slice(at, start) + CLIENTS_ID;
    at = end;
  }
  return Buffer.from(rewritten + canonical.slice(at), "latin1").toString();
}
