import { countRanges } from "@ledgerscope/core";
import type { Command } from "commander";
import { openSink, resolveNetworks } from "../network.ts";
import { formatCount, print, toJson } from "../output.ts";
import { type ConfigOption, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly json?: boolean;
}

export function addStatus(program: Command): void {
  program
    .command("status")
    .description("what is stored of every network, and where the gaps are")
    .option("--json", "one JSON object per network")
    .action(run);
}

async function run(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  await withSession(options, async ({ config, warehouse }) => {
    const networks = resolveNetworks(config);
    if (networks.length === 0) print(`${config.path} has no networks yet: add one under "networks:"`);
    for (const network of networks) {
      const stored = await openSink(network, warehouse).stored();
      const gaps = stored.slice(1).map((range, index) => ({ from: stored[index]?.to ?? 0, to: range.from }));
      if (options.json) {
        print(toJson({ network: network.name, family: network.family, channel: network.channel, stored, gaps }));
        continue;
      }
      const spans = stored.map((range) => `${range.from}:${range.to}`).join(", ") || "nothing";
      const missing = gaps.length > 0 ? `, gaps ${gaps.map((gap) => `${gap.from}:${gap.to}`).join(", ")}` : "";
      print(
        `${network.name} (${network.family}${network.channel ? ` ${network.channel}` : ""}): ${formatCount(countRanges(stored))} blocks, ${spans}${missing}`,
      );
    }
  });
}
