import { join } from "node:path";
import { HOST, type NetworkPlan, type PlannedNode, type PlannedOrganisation } from "./networkPlan.ts";
import { OrganisationFolder } from "./organisationFolders.ts";

/** How the ordering service cuts blocks. */
export interface BlockCutting {
  /** Milliseconds after which a block is cut though it is not full. */
  readonly batchTimeoutMs: number;
  /** Transactions in a block at most. */
  readonly maxMessageCount: number;
}

/** The profile in `configtx.yaml` that a channel is made of. */
export const PROFILE = "Channel";

const ABSOLUTE_MAX = "10 MB";
const PREFERRED_MAX = "2 MB";

/**
 * `configtx.yaml`: who is in the channel, who may do what, how blocks are made. Policies are those of Fabric's samples.
 * Addresses stand at each orderer organisation, anchor peers at each organisation with peers.
 * @param crypto folder of certificates
 */
export function channelConfiguration(
  plan: NetworkPlan,
  crypto: string,
  options: BlockCutting & { readonly fabricVersion: string },
): object {
  const organisations = (kind: PlannedOrganisation["kind"]): object[] =>
    plan.organisations
      .filter((organisation) => organisation.kind === kind)
      .map((organisation) => organisationOf(organisation, plan, crypto));
  const major = Number.parseInt(options.fabricVersion, 10);
  return {
    Profiles: {
      [PROFILE]: {
        Policies: implicitPolicies(),
        Capabilities: { [major >= 3 ? "V3_0" : "V2_0"]: true },
        Orderer: {
          ...consensus(plan, crypto, options.batchTimeoutMs),
          BatchTimeout: `${options.batchTimeoutMs}ms`,
          BatchSize: {
            MaxMessageCount: options.maxMessageCount,
            AbsoluteMaxBytes: ABSOLUTE_MAX,
            PreferredMaxBytes: PREFERRED_MAX,
          },
          Organizations: organisations("orderer"),
          Policies: { ...implicitPolicies(), BlockValidation: implicit("ANY Writers") },
          Capabilities: { V2_0: true },
        },
        Application: {
          Organizations: organisations("peer"),
          Policies: {
            ...implicitPolicies(),
            LifecycleEndorsement: implicit("MAJORITY Endorsement"),
            Endorsement: implicit("MAJORITY Endorsement"),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}

function organisationOf(organisation: PlannedOrganisation, plan: NetworkPlan, crypto: string): object {
  const { mspId } = organisation;
  const signature = (...roles: string[]): object => ({
    Type: "Signature",
    Rule: `OR(${roles.map((role) => `'${mspId}.${role}'`).join(", ")})`,
  });
  const own = plan.nodes.filter((node) => node.organisation === organisation);
  const common = { Name: mspId, ID: mspId, MSPDir: new OrganisationFolder(crypto, organisation).msp };
  if (organisation.kind === "orderer")
    return {
      ...common,
      Policies: { Readers: signature("member"), Writers: signature("member"), Admins: signature("admin") },
      OrdererEndpoints: own.map((node) => `${HOST}:${node.port}`),
    };
  return {
    ...common,
    Policies: {
      Readers: signature("admin", "peer", "client"),
      Writers: signature("admin", "client"),
      Admins: signature("admin"),
      Endorsement: signature("peer"),
    },
    AnchorPeers: own.map((node) => ({ Host: HOST, Port: node.port })),
  };
}

/** Times are shorter than Fabric's defaults, so that a dead leader is replaced within seconds. */
function consensus(plan: NetworkPlan, crypto: string, batchTimeoutMs: number): object {
  const consenters = plan.nodes
    .filter((node) => node.kind === "orderer")
    .map((node, index) => consenter(node, index + 1, crypto));
  if (plan.consensus === "raft")
    return {
      OrdererType: "etcdraft",
      EtcdRaft: {
        Consenters: consenters.map(({ Host, Port, ClientTLSCert, ServerTLSCert }) => ({
          Host,
          Port,
          ClientTLSCert,
          ServerTLSCert,
        })),
        Options: {
          TickInterval: "250ms",
          ElectionTick: 10,
          HeartbeatTick: 1,
          MaxInflightBlocks: 5,
          SnapshotIntervalSize: "16 MB",
        },
      },
    };
  return {
    OrdererType: "BFT",
    ConsenterMapping: consenters,
    SmartBFT: {
      // BFT's batch timeout: the one of the orderer is Raft's.
      RequestBatchMaxInterval: `${batchTimeoutMs}ms`,
      RequestForwardTimeout: "2s",
      RequestComplainTimeout: "10s",
      RequestAutoRemoveTimeout: "3m0s",
      ViewChangeResendInterval: "2s",
      ViewChangeTimeout: "10s",
      LeaderHeartbeatTimeout: "6s",
      LeaderHeartbeatCount: 10,
      CollectTimeout: "1s",
      IncomingMessageBufferSize: 200,
      RequestPoolSize: 10_000,
      // True costs five seconds at every start, in which the others change the view.
      SyncOnStart: false,
    },
  };
}

function consenter(node: PlannedNode, id: number, crypto: string) {
  const folder = new OrganisationFolder(crypto, node.organisation).node(node.hostName);
  const tls = join(folder.tls, "server.crt");
  return {
    ID: id,
    Host: HOST,
    Port: node.port,
    MSPID: node.organisation.mspId,
    Identity: join(folder.msp, "signcerts", `${node.hostName}-cert.pem`),
    ClientTLSCert: tls,
    ServerTLSCert: tls,
  };
}

function implicit(rule: string): object {
  return { Type: "ImplicitMeta", Rule: rule };
}

function implicitPolicies(): object {
  return { Readers: implicit("ANY Readers"), Writers: implicit("ANY Writers"), Admins: implicit("MAJORITY Admins") };
}
