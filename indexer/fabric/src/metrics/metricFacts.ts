import type { Stage, StageFact } from "@ledgerscope/core";

/** What a node said of itself at one time. */
export interface NodeMetrics {
  /** Unix nanoseconds of the clock that asked. */
  readonly atNs: bigint;
  readonly samples: readonly {
    readonly metric: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

/**
 * What befell a peer or orderer between two looks at its metrics (hyperledger/fabric
 * docs/source/metrics_reference.rst; SmartBFT's own: vendor/…/SmartBFT/pkg/api/metrics.go): it started anew, it came
 * to lead, the view changed. When exactly is not known: it lies between the two looks.
 */
export function fabricMetricFacts(
  before: NodeMetrics,
  now: NodeMetrics,
  of: Pick<StageFact, "network" | "channel" | "node">,
): readonly StageFact[] {
  const read = ({ samples }: NodeMetrics, metric: string): number | undefined =>
    samples.find(({ metric: name, labels }) => name === metric && (labels["channel"] ?? of.channel) === of.channel)
      ?.value;
  const changed = (metric: string): number | undefined => {
    const [was, is] = [read(before, metric), read(now, metric)];
    return is !== undefined && was !== is ? is : undefined;
  };
  const fact = (stage: Stage, startNs: bigint, attributes: Record<string, string>): StageFact => ({
    ...of,
    ...{ subject: "node", id: String(now.atNs / 1_000_000_000n), stage, remote: "", attempt: 0 },
    startNs,
    endNs: now.atNs,
    ...{ evidence: "observed", source: `metrics:${of.node}`, attributes },
  });
  const facts: StageFact[] = [];
  const started = changed("process_start_time_seconds");
  if (started !== undefined) {
    const startNs = BigInt(Math.round(started * 1_000)) * 1_000_000n;
    facts.push(fact("fabric.node.started", startNs > before.atNs ? startNs : before.atNs, {}));
  }
  for (const metric of ["consensus_etcdraft_is_leader", "consensus_BFT_is_leader"]) {
    if (changed(metric) === 1) facts.push(fact("fabric.node.leader", before.atNs, { "leader.node": of.node }));
  }
  const view = changed("consensus_smartbft_view_number");
  if (view !== undefined) {
    const leader = read(now, "consensus_smartbft_view_leader_id");
    facts.push(
      fact("fabric.node.view", before.atNs, {
        "bft.view": String(view),
        ...(leader === undefined ? {} : { "bft.leader": String(leader) }),
      }),
    );
  }
  return facts;
}
