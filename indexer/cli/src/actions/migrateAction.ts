import { pendingMigrations } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { note, print, toJson } from "../output.ts";
import { type ConfigOption, privateSchema, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function migrateAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  await withSession(
    options,
    async ({ config: { retention }, warehouse }) => {
      const statements = options.dryRun
        ? await pendingMigrations(warehouse, privateSchema, { retention })
        : await warehouse.migrate(privateSchema, { retention });
      for (const statement of statements) print(options.json ? toJson({ statement }) : `${statement};`);
      const done = options.dryRun ? "would be run" : "were run";
      note(statements.length === 0 ? "the schema is current" : `${statements.length} statements ${done}`);
    },
    { migrate: false },
  );
}
