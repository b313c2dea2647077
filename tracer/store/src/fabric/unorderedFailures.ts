import type { Stage, StageFact, Viewer } from "@ledgerscope/core";
import type { FabricFailure, Unordered } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { readFactsWhere, readObservers } from "../readFacts.ts";
import { executionsOf } from "./executions.ts";
import { chunks, groupBy, PREFIX_DIGITS, readTimed, readTxStages } from "./failureFacts.ts";
import { failedCallsOf, isNamelessFailure, mismatchesOf } from "./gatewayEvidence.ts";
import { arrivalsOf, gatewayAttempts, ordererEvents, resolved } from "./orderingEvidence.ts";

/** Transactions whose evidence is read at once; in order of time, so that their calls lie close together. */
const AT_ONCE = 100;

/** Events of nodes count from so long before a transaction was first seen to so long after it was last seen, nanoseconds. */
const BEFORE_NS = 5_000_000_000n;
const AFTER_NS = 30_000_000_000n;

/** Blocks in which every peer that is up has been seen. */
const NEWEST_BLOCKS = 50;

const TX_STAGES: readonly Stage[] = [
  "fabric.endorse",
  "fabric.endorse.peer",
  "fabric.chaincode.execute",
  "fabric.submit",
  "fabric.broadcast",
  "fabric.order.pool",
];
const CALL_STAGES: readonly Stage[] = [
  "fabric.rpc.endorse",
  "fabric.rpc.broadcast",
  "fabric.broadcast",
  "fabric.rpc.mismatch",
];
const NODE_STAGES: readonly Stage[] = [
  "fabric.node.started",
  "fabric.node.stopped",
  "fabric.node.leader",
  "fabric.node.view",
  "fabric.node.unreachable",
];

/** The evidence on transactions that never reached a block, in the order asked for. */
export async function unorderedFailures(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string; readonly txIds: readonly string[] },
): Promise<readonly FabricFailure[]> {
  const failures: FabricFailure[] = [];
  for (const txIds of chunks(of.txIds, AT_ONCE)) failures.push(...(await pageOf(warehouse, viewer, { ...of, txIds })));
  return failures;
}

async function pageOf(
  warehouse: Warehouse,
  viewer: Viewer,
  {
    network,
    channel,
    txIds,
  }: { readonly network: string; readonly channel: string; readonly txIds: readonly string[] },
): Promise<readonly FabricFailure[]> {
  const facts = await readTxStages(warehouse, viewer, { network, channel, stages: TX_STAGES, txIds });
  const byId = groupBy(facts, ({ id }) => id);
  const [peers, observers] = await Promise.all([
    peersOf(warehouse, viewer, { network, channel }),
    readObservers(warehouse, viewer, { network, channel }),
  ]);
  const arrivalsSeen = observers.some(({ stages }) => stages.includes("fabric.broadcast"));
  const found = new Map<string, FabricFailure>();
  for (const cluster of clustersOf(txIds.flatMap((id) => timesOf(id, byId.get(id) ?? [])))) {
    const timed = {
      ...{ network, channel, peers, arrivalsSeen },
      fromNs: (cluster[0] as Times).firstNs - BEFORE_NS,
      toNs: cluster.reduce((latest, { lastNs }) => (lastNs > latest ? lastNs : latest), 0n) + AFTER_NS,
    };
    const around = await readAround(warehouse, viewer, timed, facts);
    for (const times of cluster) {
      const prefixed = byId.get(times.id.slice(0, PREFIX_DIGITS)) ?? [];
      found.set(times.id, failureOf(times, byId.get(times.id) ?? [], prefixed, around));
    }
  }
  return txIds.flatMap((id) => found.get(id) ?? []);
}

/** When a transaction was first and last seen. */
interface Times {
  readonly id: string;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
}

function timesOf(id: string, own: readonly StageFact[]): Times[] {
  const times = own.flatMap(({ startNs, endNs }) => [startNs, endNs]).filter((time) => time !== undefined);
  const [first] = times;
  if (first === undefined) return [];
  return [
    {
      id,
      firstNs: times.reduce((a, b) => (b < a ? b : a), first),
      lastNs: times.reduce((a, b) => (b > a ? b : a), first),
    },
  ];
}

/** Transactions that lie close together in time, so that not everything between two that do not is read. */
function clustersOf(all: readonly Times[]): readonly (readonly Times[])[] {
  const clusters: Times[][] = [];
  for (const times of all.toSorted((a, b) => (a.firstNs < b.firstNs ? -1 : a.firstNs > b.firstNs ? 1 : 0))) {
    const last = clusters.at(-1)?.at(-1);
    if (last && times.firstNs - last.lastNs < AFTER_NS) clusters.at(-1)?.push(times);
    else clusters.push([times]);
  }
  return clusters;
}

/** Calls that may be about these transactions, and what befell nodes at their time. */
async function readAround(
  warehouse: Warehouse,
  viewer: Viewer,
  of: Pick<Around, "peers" | "arrivalsSeen"> & {
    readonly network: string;
    readonly channel: string;
    readonly fromNs: bigint;
    readonly toNs: bigint;
  },
  facts: readonly StageFact[],
): Promise<Around> {
  const addresses = new Set(facts.filter(isArrival).flatMap(({ attributes }) => attributes["net.peer.address"] ?? []));
  const [calls, events] = await Promise.all([
    readTimed(warehouse, viewer, { ...of, subject: "call", stages: CALL_STAGES, remotes: [...addresses] }),
    readTimed(warehouse, viewer, { ...of, subject: "node", stages: NODE_STAGES }),
  ]);
  const { peers, arrivalsSeen } = of;
  const candidates = await simulationsDuring(warehouse, viewer, of, calls.filter(isNamelessFailure));
  return { calls, events, peers, candidates, arrivalsSeen };
}

/** Simulations, of transactions that no block holds, on the nodes and in the time of calls that failed. */
async function simulationsDuring(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: { readonly network: string; readonly channel: string },
  calls: readonly StageFact[],
): Promise<readonly StageFact[]> {
  const [first] = calls;
  if (first?.startNs === undefined || first.endNs === undefined) return [];
  const from = calls.reduce((a, { startNs = a }) => (startNs < a ? startNs : a), first.startNs);
  const to = calls.reduce((a, { endNs = a }) => (endNs > a ? endNs : a), first.endNs);
  const starts = `network = {of:String} AND channel = {channel:String} AND subject = 'tx' AND length(id) = 64
  AND stage = 'fabric.endorse.peer' AND edge = 'start' AND node IN {nodes:Array(String)}
  AND at BETWEEN fromUnixTimestamp64Nano({from:Int64}) AND fromUnixTimestamp64Nano({to:Int64})`;
  return readFactsWhere(warehouse, viewer, network, {
    sql: `${starts} AND id NOT IN (
  SELECT tx_id FROM store.fabric_transactions WHERE network = {of:String} AND channel = {channel:String}
  AND tx_id IN (SELECT id FROM store.stage_facts WHERE ${starts}))`,
    params: {
      of: network,
      channel,
      nodes: [...new Set(calls.map(({ node }) => node))],
      from: String(from),
      to: String(to),
    },
  });
}

/** Nodes that were seen to commit one of the newest blocks. */
async function peersOf(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: { readonly network: string; readonly channel: string },
): Promise<ReadonlySet<string>> {
  const facts = await readFactsWhere(warehouse, viewer, network, {
    sql: `channel = {channel:String} AND subject = 'block' AND stage = 'fabric.commit' AND id IN (
  SELECT toString(height) FROM store.fabric_blocks WHERE network = {of:String} AND channel = {channel:String}
  ORDER BY height DESC LIMIT ${NEWEST_BLOCKS})`,
    params: { channel, of: network },
  });
  return new Set(facts.map(({ node }) => node));
}

const isArrival = ({ stage }: StageFact): boolean => stage === "fabric.broadcast" || stage === "fabric.order.pool";

interface Around {
  readonly calls: readonly StageFact[];
  readonly events: readonly StageFact[];
  readonly peers: ReadonlySet<string>;
  /** Simulations that calls which failed may have been about. */
  readonly candidates: readonly StageFact[];
  readonly arrivalsSeen: boolean;
}

function failureOf(
  { id, firstNs, lastNs }: Times,
  own: readonly StageFact[],
  prefixed: readonly StageFact[],
  { calls, events, peers, candidates, arrivalsSeen }: Around,
): FabricFailure {
  const endorseErrors = errorsOf(own);
  const executions = executionsOf(own, prefixed, { firstNs, lastNs });
  const gateway = gatewayAttempts(own);
  const arrivals = arrivalsOf(own, calls);
  const attempts = gateway.length > 0 ? resolved(gateway, arrivals) : arrivals;
  const mismatches = attempts.length > 0 ? [] : mismatchesOf(own, calls);
  const isNameless = attempts.length === 0 && endorseErrors.length === 0 && mismatches.length === 0;
  const unordered: Unordered = {
    firstNs,
    lastNs,
    executions,
    mismatches,
    attempts,
    arrivals: gateway.length > 0 ? arrivals : [],
    events:
      attempts.length > 0
        ? ordererEvents(events, { fromNs: firstNs - BEFORE_NS, toNs: lastNs + AFTER_NS, sentNs: firstNs, peers })
        : [],
    calls: isNameless ? failedCallsOf(own, calls, candidates) : [],
    arrivalsSeen,
  };
  return {
    family: "fabric",
    id,
    code: null,
    codeName: "",
    chaincode:
      own.find(({ attributes }) => attributes["fabric.chaincode.name"])?.attributes["fabric.chaincode.name"] ??
      executions[0]?.chaincode ??
      "",
    function: "",
    endorsers: [],
    readConflicts: [],
    rangeConflicts: [],
    rangesCompared: false,
    refusals: [],
    endorseErrors,
    unordered,
  };
}

/** What the gateway's log says of endorsers that refused, in order of their names. */
function errorsOf(own: readonly StageFact[]): FabricFailure["endorseErrors"] {
  return own
    .flatMap(({ stage, attributes, remote }) => {
      const { error } = attributes;
      if (stage !== "fabric.endorse" || error === undefined) return [];
      const msp = attributes["fabric.msp_id"];
      return [{ endorser: msp ? `${msp} (${remote})` : remote, error }];
    })
    .sort((a, b) => (a.endorser < b.endorser ? -1 : a.endorser > b.endorser ? 1 : 0));
}
