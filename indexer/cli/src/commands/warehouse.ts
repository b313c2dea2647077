import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addWarehouse(program: Command): void {
  program
    .command("warehouse")
    .description("serve the embedded warehouse by ClickHouse's HTTP protocol until stopped, on loopback only")
    .option("--port <port>", "port to listen on (default: any free one)")
    .addHelpText(
      "after",
      `
Prints its URL; any ClickHouse client can use it, as user "default" without a password.

Examples:
  ledgerscope warehouse --port 8123
  curl 'http://127.0.0.1:8123/?query=SELECT+count()+FROM+chain_blocks'`,
    )
    .action(lazily(async () => (await import("../actions/warehouseAction.ts")).warehouseAction));
}
