import type { DevnetDescription } from "./description.ts";
import { readMetric } from "./nodeMetrics.ts";
import { isRunning } from "./ownProcess.ts";

/** The ordering node that leads, by what the nodes' metrics say; undefined while there is none. */
export async function findLeader({ orderers, consensus }: DevnetDescription): Promise<string | undefined> {
  const running = orderers.filter(isRunning);
  const metric = consensus === "raft" ? "consensus_etcdraft_is_leader" : "consensus_smartbft_view_leader_id";
  const answers = await Promise.all(running.map((node) => readMetric(node, metric)));
  if (consensus === "raft") return running[answers.indexOf(1)]?.name;
  // Of BFT's nodes each says whom it follows, by the number of the consenter: more than two thirds must agree.
  const followed = orderers.findIndex((_, index) => {
    const followers = answers.filter((leader) => leader === index + 1);
    return followers.length * 3 > orderers.length * 2;
  });
  const leader = orderers[followed];
  return leader && running.includes(leader) ? leader.name : undefined;
}
