import { ConfigError, countRanges, unionRanges } from "@ledgerscope/core";
import { END, planRevision, revise } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { confirm } from "../confirm.ts";
import { holdNetwork } from "../holdNetwork.ts";
import { type Network, openSink, resolveNetwork } from "../network.ts";
import type { NetworkLock } from "../networkLock.ts";
import { formatCount, note, print, toJson } from "../output.ts";
import { describeRevision } from "../revisionText.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly network: string;
  readonly to: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export async function rewindAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const to = Number(options.to);
  if (!Number.isSafeInteger(to) || to < -1) throw new ConfigError(`--to ${options.to}: write a block number, or -1`);
  process.exitCode = await withSession(options, async (session) => {
    const network = resolveNetwork(session.config, options.network);
    if (options.dryRun) return rewind(session, network, to, options);
    const lock = await holdNetwork(session, network, "rewind", ["writer", "passes"]);
    try {
      return await rewind(session, network, to, options, lock);
    } finally {
      lock.release();
    }
  });
}

async function rewind(
  session: Session,
  network: Network,
  to: number,
  options: Options,
  lock?: NetworkLock,
): Promise<number> {
  const { warehouse, signal } = session;
  const target = { network: network.name, tables: network.adapter.schema.tables };
  const plan = await planRevision(warehouse, target, { from: to + 1, to: END });
  if (options.dryRun && options.json) {
    print(
      toJson({ network: network.name, from: plan.from, ranges: plan.ranges, rows: plan.rows, revision: plan.revision }),
    );
    return 0;
  }
  for (const line of describeRevision(network.name, plan, "orphans")) print(line);
  if (options.dryRun || (plan.ranges.length === 0 && plan.rows.length === 0)) return 0;
  if (!(await confirm("Take them back?", options.yes === true, signal))) {
    note("nothing was changed");
    return 1;
  }
  lock?.check();
  await revise(warehouse, target, plan, { orphans: true });
  const [newest] = await openSink(network, warehouse).recent(1);
  const at = newest ? `block ${newest.number} ${newest.hash} is the newest now` : "nothing is stored any more";
  note(`${network.name}: ${formatCount(countRanges(unionRanges(plan.ranges)))} blocks taken back; ${at}`);
  return 0;
}
