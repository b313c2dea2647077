import { ConfigError } from "@ledgerscope/core";
import { publish } from "@ledgerscope/publication";
import { openWarehouse } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { formatCount, note } from "../output.ts";
import { type ConfigOption, withSession } from "../session.ts";

export async function publishAction(_options: unknown, command: Command): Promise<void> {
  await withSession(command.optsWithGlobals<ConfigOption>(), async ({ config, warehouse, signal }) => {
    const { disclosure } = config;
    if (!disclosure) {
      throw new ConfigError(
        `${config.path} has no "disclosure:": write disclosure: { warehouse: { path: ./public }, policy: ./policy.yaml }`,
      );
    }
    const to = await openWarehouse(disclosure.warehouse);
    try {
      const summary = await publish({ from: warehouse, to, policyPath: disclosure.policy, signal });
      for (const channel of summary.channels) {
        note(
          `${channel.network} ${channel.channel}: ${formatCount(channel.blocks)} blocks, ` +
            `${formatCount(channel.transactions - channel.withheld)} transactions published, ${formatCount(channel.withheld)} withheld`,
        );
      }
      note(`policy version ${summary.policyVersion}, sha256 ${summary.policySha256}`);
    } finally {
      await to.close();
    }
  });
}
