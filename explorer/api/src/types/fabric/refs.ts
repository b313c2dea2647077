import { builder } from "../../builder.ts";
import type { NetworkRecord } from "../../networkDirectory.ts";
import type {
  CallsInHour,
  ChaincodeCaller,
  ChaincodeEvents,
  Heights,
  Hours,
} from "../../queries/fabric/chaincodeFigures.ts";
import type { ConfigChangeRow, ConfigItemRow, ConfigRow } from "../../queries/fabric/configs.ts";
import type { FabricIdentityRow } from "../../queries/fabric/identities.ts";
import type { IdentityUse, UsesIn } from "../../queries/fabric/identityUses.ts";
import type { KeyFamily } from "../../queries/fabric/keyFamilies.ts";
import type { KeyFigures, KeyValue, KeyVersionRow } from "../../queries/fabric/keyHistory.ts";
import type { KeyConflictRow, KeyReadRow, KeyUser } from "../../queries/fabric/keyUse.ts";
import type { CollectionDefinition, LifecycleRow } from "../../queries/fabric/lifecycle.ts";
import type { MspRow, OrganisationFigures } from "../../queries/fabric/organisations.ts";
import type { CollectionFigures } from "../../queries/fabric/privateData.ts";
import type { NamespaceRow, StateKeyRow, StateSpace } from "../../queries/fabric/state.ts";

/** An organisation: as the configuration in force defines it, and what it has done. */
export interface Organisation {
  readonly of: NetworkRecord;
  readonly msp: string;
  /** Undefined for one that the configuration in force does not have. */
  readonly definition: MspRow | undefined;
  readonly figures: OrganisationFigures | undefined;
}

/** A chaincode: what its definitions say, and how it is called. */
export interface Chaincode {
  readonly of: NetworkRecord;
  readonly name: string;
  /** All of its lifecycle, oldest first. */
  readonly steps: readonly LifecycleRow[];
  /** When calls are counted. */
  readonly hours: Hours;
  /** Blocks that callers, events and latencies are taken from. */
  readonly newest: Heights;
  readonly calls: string;
  readonly failed: string;
  readonly functionCount: string;
  /** Null when nothing has called it then. */
  readonly lastHeight: number | null;
}

/** Calls of one function. */
export interface ChaincodeFunction {
  readonly functionHex: string;
  readonly calls: string;
  readonly failed: string;
  readonly worst: string;
  readonly organisations: readonly string[];
  readonly lastHeight: number;
  readonly explained: string;
  readonly p50Ns: number | null;
  readonly p95Ns: number | null;
}

/** A key of the world state. */
export interface StateKey extends StateSpace {
  readonly of: NetworkRecord;
  readonly keyHex: string;
  /** Undefined where the pass has found no valid write of it. */
  readonly state: StateKeyRow | undefined;
}

/** A private data collection. */
export interface Collection {
  readonly of: NetworkRecord;
  readonly chaincode: string;
  readonly name: string;
  /** Undefined for an implicit collection of an organisation, which no definition states. */
  readonly definition: CollectionDefinition | undefined;
  /** The definitions that have stated it, oldest first. */
  readonly steps: readonly { readonly step: LifecycleRow; readonly definition: CollectionDefinition }[];
  readonly figures: CollectionFigures | undefined;
}

/** Part of a list of families of keys. */
interface KeyFamilies {
  readonly families: readonly KeyFamily[];
  readonly complete: boolean;
}

/** A caller with its network, so that its certificate can be looked up. */
type Caller = ChaincodeCaller & { readonly network: string; readonly channel: string | undefined };

/** A configuration with its network, so that its parts can be read. */
export type Config = ConfigRow & { readonly of: NetworkRecord };

// Types refer to each other in circles; the refs stand here, so that the files do not.

export const fabricNetworkRef = builder.objectRef<NetworkRecord>("FabricNetwork");
export const fabricIdentityRef = builder.objectRef<FabricIdentityRow>("FabricIdentity");
export const fabricIdentityUseRef = builder.objectRef<IdentityUse & { readonly network: string }>("FabricIdentityUse");
export const fabricUsesInRef = builder.objectRef<UsesIn & { readonly network: string }>("FabricUsesIn");
export const fabricOrganisationRef = builder.objectRef<Organisation>("FabricOrganisation");
export const fabricAnchorPeerRef = builder.objectRef<{ readonly host: string; readonly port: number }>(
  "FabricAnchorPeer",
);
export const fabricChaincodeRef = builder.objectRef<Chaincode>("FabricChaincode");
export const fabricDefinitionRef = builder.objectRef<LifecycleRow>("FabricDefinition");
export const fabricLifecycleStepRef = builder.objectRef<LifecycleRow>("FabricLifecycleStep");
export const fabricCollectionDefinitionRef = builder.objectRef<CollectionDefinition>("FabricCollectionDefinition");
export const fabricFunctionRef = builder.objectRef<ChaincodeFunction>("FabricFunction");
export const fabricCallerRef = builder.objectRef<Caller>("FabricCaller");
export const fabricCallsInHourRef = builder.objectRef<CallsInHour>("FabricCallsInHour");
export const fabricEventCountRef = builder.objectRef<ChaincodeEvents>("FabricEventCount");
export const fabricNamespaceRef = builder.objectRef<NamespaceRow & { readonly of: NetworkRecord }>("FabricNamespace");
export const fabricKeyFamilyRef = builder.objectRef<KeyFamily>("FabricKeyFamily");
export const fabricKeyFamiliesRef = builder.objectRef<KeyFamilies>("FabricKeyFamilies");
export const fabricKeyRef = builder.objectRef<StateKey>("FabricKey");
export const fabricKeyFiguresRef = builder.objectRef<
  KeyFigures & { readonly conflictsRefused: string; readonly conflictWriters: string }
>("FabricKeyFigures");
export const fabricKeyValueRef = builder.objectRef<KeyValue>("FabricKeyValue");
export const fabricKeyVersionRef = builder.objectRef<KeyVersionRow>("FabricKeyVersion");
export const fabricKeyReadRef = builder.objectRef<KeyReadRow>("FabricKeyRead");
export const fabricKeyUserRef = builder.objectRef<KeyUser>("FabricKeyUser");
export const fabricKeyConflictRef = builder.objectRef<KeyConflictRow>("FabricKeyConflict");
export const fabricCollectionRef = builder.objectRef<Collection>("FabricCollection");
export const fabricConfigRef = builder.objectRef<Config>("FabricConfig");
export const fabricConfigItemRef = builder.objectRef<ConfigItemRow>("FabricConfigItem");
export const fabricConfigChangeRef = builder.objectRef<ConfigChangeRow>("FabricConfigChange");
export const fabricSignerRef = builder.objectRef<{
  readonly network: string;
  readonly channel: string;
  readonly msp: string;
  readonly certSha256: string;
}>("FabricSigner");

export const fabricIdentityConnectionRef = builder.connectionObject(
  { type: fabricIdentityRef, name: "FabricIdentityConnection", description: "Page of identities" },
  { name: "FabricIdentityEdge" },
);
export const fabricKeyConnectionRef = builder.connectionObject(
  { type: fabricKeyRef, name: "FabricKeyConnection", description: "Page of keys" },
  { name: "FabricKeyEdge" },
);
export const fabricKeyVersionConnectionRef = builder.connectionObject(
  { type: fabricKeyVersionRef, name: "FabricKeyVersionConnection", description: "Page of writes of a key" },
  { name: "FabricKeyVersionEdge" },
);
export const fabricKeyReadConnectionRef = builder.connectionObject(
  { type: fabricKeyReadRef, name: "FabricKeyReadConnection", description: "Page of reads of a key" },
  { name: "FabricKeyReadEdge" },
);
export const fabricKeyConflictConnectionRef = builder.connectionObject(
  { type: fabricKeyConflictRef, name: "FabricKeyConflictConnection", description: "Page of conflicts over a key" },
  { name: "FabricKeyConflictEdge" },
);
export const fabricConfigConnectionRef = builder.connectionObject(
  { type: fabricConfigRef, name: "FabricConfigConnection", description: "Page of configurations" },
  { name: "FabricConfigEdge" },
);
