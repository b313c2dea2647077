import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";
import { type ConfigOption, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly format?: string;
}

export function addSql(program: Command): void {
  program
    .command("sql")
    .description("run one SQL query on the warehouse and print its result")
    .argument("<query>", "ClickHouse SQL")
    .option("--format <name>", "ClickHouse output format (default: PrettyCompact on a terminal, else TabSeparated)")
    .addHelpText(
      "after",
      `
Examples:
  ledgerscope sql "SELECT network, max(height) FROM chain_blocks GROUP BY network"
  ledgerscope sql --format JSONEachRow "SELECT * FROM chain_transactions WHERE status = 'failed' LIMIT 5"`,
    )
    .action(run);
}

async function run(query: string, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const format = options.format ?? (process.stdout.isTTY ? "PrettyCompact" : "TabSeparated");
  if (!/^\w+$/.test(format))
    throw new ConfigError(`--format ${format}: write a ClickHouse format name, for example JSONEachRow`);
  process.exitCode = await withSession(options, async ({ warehouse, signal }) => {
    const url = new URL(warehouse.url);
    url.searchParams.set("default_format", format);
    const response = await fetch(url, { method: "POST", body: query, signal, headers: authorization(url) });
    if (!response.ok || !response.body) {
      process.stderr.write(`${(await response.text()).trim()}\n`);
      return 1;
    }
    await pipeline(Readable.fromWeb(response.body as import("node:stream/web").ReadableStream), process.stdout, {
      end: false,
    });
    return 0;
  });
}

/** `fetch` refuses credentials in a URL: they go into the header instead. */
function authorization(url: URL): Record<string, string> {
  if (url.username === "") return {};
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}
