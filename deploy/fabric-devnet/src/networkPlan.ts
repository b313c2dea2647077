/** Loopback: nothing of a network can be reached from elsewhere. */
export const HOST = "127.0.0.1";

export type Consensus = "raft" | "bft";

/** A node that is to run: who it belongs to and which ports it takes. */
export interface PlannedNode {
  /** Short name: "orderer1", "peer0.org1". */
  readonly name: string;
  /** As in its certificate: "peer0.org1.example.com". */
  readonly hostName: string;
  readonly kind: "orderer" | "peer";
  readonly organisation: PlannedOrganisation;
  readonly port: number;
  readonly operationsPort: number;
  /** An orderer's channel participation API; a peer's port for chaincodes that dial in (none does here). */
  readonly sidePort: number;
}

export interface PlannedOrganisation {
  readonly kind: "orderer" | "peer";
  /** "Org1". */
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
}

export interface NetworkPlan {
  readonly consensus: Consensus;
  readonly organisations: readonly PlannedOrganisation[];
  readonly nodes: readonly PlannedNode[];
  /** The first port for chaincodes. */
  readonly chaincodePort: number;
}

const ORDERERS = { raft: 3, bft: 4 } as const;
const MAX_ORGANISATIONS = 9;
const PORTS_PER_NODE = 10;
const PEERS_FROM = 100;
const CHAINCODES_FROM = 200;
const PORTS = 300;

/**
 * Who is in a network and where everything listens: orderers from `basePort + 1`, peers from `basePort + 101`,
 * ten ports apart, chaincodes from `basePort + 201`.
 * With Raft all orderers are one organisation's, as in Fabric's samples; with BFT each has its own, as nobody
 * need trust another there.
 */
export function planNetwork(options: { consensus: Consensus; organisations: number; basePort: number }): NetworkPlan {
  const { consensus, organisations: count, basePort } = options;
  if (!Number.isInteger(count) || count < 1 || count > MAX_ORGANISATIONS)
    throw new Error(`a network has 1 to ${MAX_ORGANISATIONS} organisations with peers, not ${count}`);
  if (!Number.isInteger(basePort) || basePort < 1024 || basePort + PORTS > 65_535)
    throw new Error(`the base port lies between 1024 and ${65_535 - PORTS}, not ${basePort}`);
  const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

  const shared: PlannedOrganisation = { kind: "orderer", name: "Orderer", mspId: "OrdererMSP", domain: "example.com" };
  const orderers = numbers(ORDERERS[consensus]).map((number): PlannedNode => {
    const own: PlannedOrganisation = {
      kind: "orderer",
      name: `Orderer${number}`,
      mspId: `Orderer${number}MSP`,
      domain: `orderer${number}.example.com`,
    };
    const organisation = consensus === "bft" ? own : shared;
    const hostName = consensus === "bft" ? `node.${own.domain}` : `orderer${number}.${shared.domain}`;
    return { name: `orderer${number}`, hostName, kind: "orderer", organisation, ...ports(basePort, number) };
  });
  const peers = numbers(count).map((number): PlannedNode => {
    const domain = `org${number}.example.com`;
    const organisation: PlannedOrganisation = { kind: "peer", name: `Org${number}`, mspId: `Org${number}MSP`, domain };
    const name = `peer0.org${number}`;
    return { name, hostName: `peer0.${domain}`, kind: "peer", organisation, ...ports(basePort + PEERS_FROM, number) };
  });
  const nodes = [...orderers, ...peers];
  return {
    consensus,
    nodes,
    organisations: [...new Set(nodes.map((node) => node.organisation))],
    chaincodePort: basePort + CHAINCODES_FROM + 1,
  };
}

/** Every port that a network's nodes listen on. */
export function portsOf(plan: NetworkPlan): { name: string; port: number }[] {
  return plan.nodes.flatMap(({ name, port, operationsPort, sidePort }) =>
    [port, operationsPort, sidePort].map((each) => ({ name, port: each })),
  );
}

function ports(base: number, number: number): Pick<PlannedNode, "port" | "operationsPort" | "sidePort"> {
  const first = base + (number - 1) * PORTS_PER_NODE;
  return { port: first + 1, operationsPort: first + 2, sidePort: first + 3 };
}
