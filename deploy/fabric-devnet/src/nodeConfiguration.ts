import { join } from "node:path";
import { HOST, type PlannedNode } from "./networkPlan.ts";
import type { IdentityFolder } from "./organisationFolders.ts";

/** What every node of a network has in common. */
export interface NodeSettings {
  readonly fabricVersion: string;
  /** Folder whose `bin` has the builder's three scripts. */
  readonly builder: string;
  /** Clients must show a certificate, too. */
  readonly mutualTls: boolean;
  /** TLS roots of all organisations, PEM files. */
  readonly tlsRoots: readonly string[];
  /** Milliseconds that a chaincode may take for one call. */
  readonly chaincodeTimeoutMs: number;
}

/** `orderer.yaml`, everything in it: a node runs as its file says, whatever the environment. */
export function ordererConfiguration(
  node: PlannedNode,
  identity: IdentityFolder,
  data: string,
  settings: NodeSettings,
): object {
  const certificate = join(identity.tls, "server.crt");
  const key = join(identity.tls, "server.key");
  return {
    General: {
      ListenAddress: HOST,
      ListenPort: node.port,
      TLS: {
        Enabled: true,
        PrivateKey: key,
        Certificate: certificate,
        RootCAs: [join(identity.tls, "ca.crt")],
        ClientAuthRequired: settings.mutualTls,
        ClientRootCAs: settings.tlsRoots,
      },
      Keepalive: { ServerMinInterval: "60s", ServerInterval: "7200s", ServerTimeout: "20s" },
      ...(isThree(settings.fabricVersion) ? { Backoff: { BaseDelay: "1s", Multiplier: 1.6, MaxDelay: "5s" } } : {}),
      MaxRecvMsgSize: 104_857_600,
      MaxSendMsgSize: 104_857_600,
      Cluster: { SendBufferSize: 100, ClientCertificate: certificate, ClientPrivateKey: key },
      LocalMSPDir: identity.msp,
      LocalMSPID: node.organisation.mspId,
      BootstrapMethod: "none",
      BCCSP: SOFTWARE_CRYPTO,
      Authentication: { TimeWindow: "15m" },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: `${HOST}:${node.operationsPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: "prometheus" },
    Admin: {
      ListenAddress: `${HOST}:${node.sidePort}`,
      TLS: {
        Enabled: true,
        Certificate: certificate,
        PrivateKey: key,
        RootCAs: settings.tlsRoots,
        ClientAuthRequired: true,
        ClientRootCAs: [join(identity.tls, "ca.crt")],
      },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: "1 MB" },
    Consensus: { WALDir: join(data, "etcdraft", "wal"), SnapDir: join(data, "etcdraft", "snapshot") },
  };
}

/** `core.yaml`: the peer's defaults, with gossip quick enough for a network that is a minute old. */
export function peerConfiguration(
  node: PlannedNode,
  identity: IdentityFolder,
  data: string,
  settings: NodeSettings,
): object {
  const address = `${HOST}:${node.port}`;
  const file = (name: string): { file: string } => ({ file: join(identity.tls, name) });
  return {
    peer: {
      id: node.hostName,
      networkId: "ledgerscope-devnet",
      listenAddress: address,
      address,
      chaincodeListenAddress: `${HOST}:${node.sidePort}`,
      gateway: { enabled: true, endorsementTimeout: "30s", broadcastTimeout: "30s", dialTimeout: "2m" },
      keepalive: {
        interval: "7200s",
        timeout: "20s",
        minInterval: "60s",
        client: { interval: "60s", timeout: "20s" },
        deliveryClient: { interval: "60s", timeout: "20s" },
      },
      gossip: gossip(address),
      tls: {
        enabled: true,
        clientAuthRequired: settings.mutualTls,
        cert: file("server.crt"),
        key: file("server.key"),
        rootcert: file("ca.crt"),
        clientRootCAs: { files: settings.tlsRoots },
        clientKey: file("server.key"),
        clientCert: file("server.crt"),
      },
      authentication: { timewindow: "15m" },
      fileSystemPath: data,
      BCCSP: SOFTWARE_CRYPTO,
      mspConfigPath: identity.msp,
      localMspId: node.organisation.mspId,
      localMspType: "bccsp",
      client: { connTimeout: "3s" },
      deliveryclient: {
        blockGossipEnabled: false,
        reconnectTotalTimeThreshold: "3600s",
        connTimeout: "3s",
        reConnectBackoffThreshold: "5s",
        blockCensorshipTimeoutKey: "30s",
        minimalReconnectInterval: "100ms",
        policy: "cluster",
      },
      handlers: {
        authFilters: authFilters(settings.fabricVersion).map((name) => ({ name })),
        decorators: [{ name: "DefaultDecorator" }],
        endorsers: { escc: { name: "DefaultEndorsement" } },
        validators: { vscc: { name: "DefaultValidation" } },
      },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
        orgMembersAllowedAccess: true,
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
      maxRecvMsgSize: 104_857_600,
      maxSendMsgSize: 104_857_600,
    },
    // Empty: no Docker is asked for, chaincodes are services.
    vm: { endpoint: "" },
    chaincode: {
      externalBuilders: [{ name: "ccaas", path: settings.builder, propagateEnvironment: ["PATH"] }],
      installTimeout: "60s",
      startuptimeout: "60s",
      executetimeout: `${settings.chaincodeTimeoutMs}ms`,
      mode: "net",
      keepalive: 0,
      system: { _lifecycle: "enable", cscc: "enable", lscc: "enable", qscc: "enable" },
      logging: { level: "info", shim: "warning" },
      runtimeParams: {
        useWriteBatch: true,
        maxSizeWriteBatch: 1000,
        useGetMultipleKeys: true,
        maxSizeGetMultipleKeys: 1000,
      },
    },
    ledger: {
      state: { stateDatabase: "goleveldb", totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5000,
        collElgProcDbBatchesInterval: 1000,
        deprioritizedDataReconcilerInterval: "60m",
        purgeInterval: 100,
        purgedKeyAuditLogging: true,
      },
      snapshots: { rootDir: join(data, "snapshots") },
    },
    operations: { listenAddress: `${HOST}:${node.operationsPort}`, tls: { enabled: false } },
    metrics: { provider: "prometheus" },
  };
}

function gossip(address: string): object {
  return {
    bootstrap: address,
    endpoint: address,
    externalEndpoint: address,
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: "500ms",
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: "10ms",
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 3,
    pullInterval: "4s",
    pullPeerNum: 3,
    requestStateInfoInterval: "1s",
    publishStateInfoInterval: "1s",
    publishCertPeriod: "10s",
    dialTimeout: "1s",
    connTimeout: "2s",
    recvBuffSize: 200,
    sendBuffSize: 200,
    digestWaitTime: "1s",
    requestWaitTime: "1500ms",
    responseWaitTime: "2s",
    aliveTimeInterval: "2s",
    aliveExpirationTimeout: "10s",
    reconnectInterval: "500ms",
    maxConnectionAttempts: 120,
    msgExpirationFactor: 20,
    election: {
      startupGracePeriod: "15s",
      membershipSampleInterval: "1s",
      leaderAliveThreshold: "10s",
      leaderElectionDuration: "5s",
    },
    pvtData: {
      pullRetryThreshold: "10s",
      transientstoreMaxBlockRetention: 20_000,
      pushAckTimeout: "3s",
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: "10s",
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
    state: {
      enabled: false,
      checkInterval: "10s",
      responseTimeout: "3s",
      batchSize: 10,
      blockBufferSize: 20,
      maxRetries: 3,
    },
  };
}

const SOFTWARE_CRYPTO = { Default: "SW", SW: { Hash: "SHA2", Security: 256 } };

/** A filter or key that a version does not know ends its node at the start. */
function authFilters(version: string): string[] {
  const filters = ["DefaultAuth", "ExpirationCheck"];
  return isThree(version) ? [...filters, "TimeWindowCheck"] : filters;
}

function isThree(version: string): boolean {
  return Number.parseInt(version, 10) >= 3;
}
