import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "chdb";

const SETTINGS =
  "async_insert = 0, deduplicate_blocks_in_dependent_materialized_views = 1, output_format_json_quote_64bit_integers = 1";

/**
 * chDB in this process, with nothing between: what the server is measured against. A folder of its own,
 * the settings of the server and its client.
 */
export class DirectEngine {
  readonly #folder = mkdtempSync(join(tmpdir(), "ledgerscope-direct-"));
  readonly #path = join(this.#folder, "engine");
  readonly #sessions: Session[] = [];

  open(): Session {
    const session = new Session(this.#path);
    session.query(`SET ${SETTINGS}`);
    this.#sessions.push(session);
    return session;
  }

  close(): void {
    for (const session of this.#sessions) session.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
