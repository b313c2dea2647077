import { EMPTY, toHex } from "./bytes.ts";
import type { ChaincodeDefinition } from "./chaincodeDefinition.ts";
import type { ChannelConfig } from "./channelConfig.ts";
import { decodeMsp } from "./mspConfig.ts";
import {
  decodeSignaturePolicy,
  evaluatePolicyPath,
  evaluateSignaturePolicy,
  hasPolicy,
  type PolicyResult,
  type SignaturePolicy,
} from "./policy.ts";
import type { KeySet } from "./readWriteSet.ts";
import type { Signer } from "./signer.ts";
import type { TransactionAction } from "./transaction.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireError, WireReader } from "./wire.ts";

/** What the channel's state says of policies, as it was before the block. */
export interface EndorsementState {
  /** Undefined: no such chaincode. */
  definition(namespace: string): ChaincodeDefinition | undefined;
  /** The key's VALIDATION_PARAMETER; empty where it has none. */
  keyPolicy(namespace: string, collection: string, key: Uint8Array): Uint8Array;
  /** Whether an earlier transaction of this block, itself endorsed well, changed the key's metadata. */
  isKeyPolicyChanged(namespace: string, collection: string, key: Uint8Array): boolean;
}

/** One policy that a transaction had to meet. */
export interface PolicyEvaluation {
  readonly namespace: string;
  readonly collection: string;
  /** The key, of a key-level policy; else empty. */
  readonly key: Uint8Array;
  /** Where the policy comes from. */
  readonly source: "chaincode" | "collection" | "key" | "lifecycle" | "system";
  /** The policy in words. */
  readonly policy: string;
  readonly state: "satisfied" | "unsatisfied" | "unsupported";
  /** What would have to be added, all of it. */
  readonly missing: readonly string[];
  /** Why it is not satisfied where nobody's endorsement would help, or why nothing can be said. */
  readonly detail: string;
}

/** Rules of validation by the application's capabilities (fabric common/capabilities/application.go). */
export function validationRules(capabilities: ReadonlySet<string>): {
  readonly hasLifecycle: boolean;
  readonly hasKeyPolicies: boolean;
  readonly alwaysChecksInvoked: boolean;
} {
  const hasLifecycle = capabilities.has("V2_0") || capabilities.has("V2_5");
  const hasKeyPolicies = hasLifecycle || capabilities.has("V1_3") || capabilities.has("V1_4_2");
  return { hasLifecycle, hasKeyPolicies, alwaysChecksInvoked: hasKeyPolicies || capabilities.has("V1_2") };
}

const SYSTEM_CHAINCODES: readonly string[] = ["vscc", "escc", "lscc", "qscc", "cscc"];
const IMPLICIT_COLLECTION = "_implicit_org_";

/**
 * Every policy that the action had to meet, evaluated for its endorsers: as the peers' dispatcher and the
 * built-in validation do (fabric core/committer/txvalidator, core/common/validation/statebased), though past
 * the first that is not met.
 * @param endorsers identities whose signatures over the action are good, each once.
 * @throws WireError for policies that cannot be read.
 */
export function evaluateEndorsements(
  action: Pick<TransactionAction, "chaincode" | "keySets">,
  endorsers: readonly Signer[],
  config: ChannelConfig,
  state: EndorsementState,
): readonly PolicyEvaluation[] {
  const rules = validationRules(config.capabilities.application);
  if (!rules.hasLifecycle && SYSTEM_CHAINCODES.includes(action.chaincode)) {
    return [evaluate({ namespace: action.chaincode, source: "system" }, () => anyMember(config, endorsers))];
  }
  const written = action.keySets
    .filter(({ collection, writes, metadataWrites }) =>
      rules.hasKeyPolicies
        ? writes.length + metadataWrites.length > 0
        : writes.length > 0 && (collection === "" || rules.alwaysChecksInvoked),
    )
    .map(({ namespace }) => namespace);
  const namespaces = new Set(rules.alwaysChecksInvoked ? [action.chaincode, ...written] : written);
  return [...namespaces].flatMap((namespace) => {
    const sets = action.keySets.filter((set) => set.namespace === namespace);
    return new NamespaceEvaluation(namespace, endorsers, config, state).run(sets);
  });
}

/** Lifecycle itself: its policy is the configuration's, its collections are the organisations' own. */
const LIFECYCLE: ChaincodeDefinition = { plugin: "vscc", policy: EMPTY, isLegacy: false, collections: new Map() };

/** One namespace of one transaction: each policy is evaluated once. */
class NamespaceEvaluation {
  readonly #namespace: string;
  readonly #endorsers: readonly Signer[];
  readonly #config: ChannelConfig;
  readonly #state: EndorsementState;
  readonly #evaluations: PolicyEvaluation[] = [];
  /** Collections whose policy was evaluated; "" stands for the chaincode's. */
  readonly #checked = new Set<string>();

  constructor(namespace: string, endorsers: readonly Signer[], config: ChannelConfig, state: EndorsementState) {
    this.#namespace = namespace;
    this.#endorsers = endorsers;
    this.#config = config;
    this.#state = state;
  }

  run(sets: readonly KeySet[]): readonly PolicyEvaluation[] {
    const { hasLifecycle, hasKeyPolicies } = validationRules(this.#config.capabilities.application);
    const isLifecycle = hasLifecycle && this.#namespace === "_lifecycle";
    const definition = isLifecycle ? LIFECYCLE : this.#state.definition(this.#namespace);
    if (!definition) return [this.#not("chaincode", "", EMPTY, "the channel's state has no definition of it")];
    if (definition.plugin !== "vscc") {
      const detail = `validated by the peers' plugin ${definition.plugin || "(none)"}`;
      return [{ ...this.#not("chaincode", "", EMPTY, detail), state: "unsupported" }];
    }
    if (hasKeyPolicies) {
      for (const set of sets) {
        for (const { key } of set.writes) this.#checkKey(definition, set.collection, key, hasLifecycle);
        for (const { key } of set.metadataWrites) this.#checkKey(definition, set.collection, key, hasLifecycle);
      }
    }
    if (this.#evaluations.length === 0) this.#checkChaincode(definition);
    return this.#evaluations;
  }

  #checkKey(definition: ChaincodeDefinition, collection: string, key: Uint8Array, hasLifecycle: boolean): void {
    const namespace = this.#namespace;
    const place = `${collection}\n${toHex(key)}`;
    if (this.#state.isKeyPolicyChanged(namespace, collection, key)) {
      if (this.#checked.has(place)) return;
      this.#checked.add(place);
      this.#evaluations.push(
        this.#not("key", collection, key, "an earlier transaction of the block changed the policy of this key"),
      );
      return;
    }
    const policy = this.#state.keyPolicy(namespace, collection, key);
    if (policy.length > 0) {
      if (this.#checked.has(place)) return;
      this.#checked.add(place);
      this.#evaluations.push(
        evaluate({ namespace, collection, key, source: "key" }, () =>
          evaluateSignaturePolicy(decodeSignaturePolicy(policy), this.#endorsers),
        ),
      );
    } else if (collection !== "" && hasLifecycle && !definition.isLegacy) this.#checkCollection(definition, collection);
    else this.#checkChaincode(definition);
  }

  #checkCollection(definition: ChaincodeDefinition, collection: string): void {
    if (this.#checked.has(collection)) return;
    this.#checked.add(collection);
    const place = { namespace: this.#namespace, collection, source: "collection" } as const;
    const own = definition.collections.get(collection);
    if (collection.startsWith(IMPLICIT_COLLECTION)) {
      const mspId = collection.slice(IMPLICIT_COLLECTION.length);
      this.#evaluations.push(evaluate(place, () => implicitCollectionPolicy(mspId, this.#config, this.#endorsers)));
    } else if (own === undefined) {
      this.#evaluations.push(this.#not("collection", collection, EMPTY, "the definition has no such collection"));
    } else if (own.length > 0) {
      this.#evaluations.push(evaluate(place, () => applicationPolicy(own, this.#config, this.#endorsers)));
    } else this.#checkChaincode(definition);
  }

  #checkChaincode(definition: ChaincodeDefinition): void {
    if (this.#checked.has("")) return;
    this.#checked.add("");
    const { policy, isLegacy } = definition;
    const source = definition === LIFECYCLE ? "lifecycle" : "chaincode";
    this.#evaluations.push(
      evaluate({ namespace: this.#namespace, source }, () =>
        definition === LIFECYCLE
          ? lifecyclePolicy(this.#config, this.#endorsers)
          : isLegacy
            ? evaluateSignaturePolicy(decodeSignaturePolicy(policy), this.#endorsers)
            : applicationPolicy(policy, this.#config, this.#endorsers),
      ),
    );
  }

  #not(source: PolicyEvaluation["source"], collection: string, key: Uint8Array, detail: string): PolicyEvaluation {
    return {
      namespace: this.#namespace,
      collection,
      key,
      source,
      policy: "",
      state: "unsatisfied",
      missing: [],
      detail,
    };
  }
}

function evaluate(
  place: Pick<PolicyEvaluation, "namespace" | "source"> & Partial<Pick<PolicyEvaluation, "collection" | "key">>,
  judge: () => PolicyResult,
): PolicyEvaluation {
  const { namespace, source, collection = "", key = EMPTY } = place;
  const at = { namespace, collection, key, source };
  try {
    const { satisfied, text, missing } = judge();
    return { ...at, policy: text, state: satisfied ? "satisfied" : "unsatisfied", missing, detail: "" };
  } catch (error) {
    if (error instanceof UnsupportedPolicyError) {
      return { ...at, policy: "", state: "unsupported", missing: [], detail: error.message };
    }
    if (!(error instanceof WireError)) throw error;
    return {
      ...at,
      policy: "",
      state: "unsatisfied",
      missing: [],
      detail: `the policy cannot be read: ${error.message}`,
    };
  }
}

/** `peer.ApplicationPolicy`: a signature policy 1, or a reference to one of the configuration 2. */
function applicationPolicy(bytes: Uint8Array, config: ChannelConfig, endorsers: readonly Signer[]): PolicyResult {
  let reference: string | undefined;
  let signature: Uint8Array | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) signature = reader.bytes();
    else if (reader.field === 2) reference = reader.text();
    else reader.skip();
  }
  if (signature) return evaluateSignaturePolicy(decodeSignaturePolicy(signature), endorsers);
  if (reference !== undefined) return evaluatePolicyPath(config.root, reference, endorsers);
  throw new UnsupportedPolicyError("an application policy of unknown type");
}

/** The configuration's own policy, or else a majority of the organisations' members. */
function lifecyclePolicy(config: ChannelConfig, endorsers: readonly Signer[]): PolicyResult {
  if (hasPolicy(config.root, ["Application"], "LifecycleEndorsement")) {
    return evaluatePolicyPath(config.root, "/Channel/Application/LifecycleEndorsement", endorsers);
  }
  const organisations = applicationMsps(config);
  return evaluateSignaturePolicy(membersOf(organisations, Math.floor(organisations.length / 2) + 1), endorsers);
}

function anyMember(config: ChannelConfig, endorsers: readonly Signer[]): PolicyResult {
  return evaluateSignaturePolicy(membersOf(applicationMsps(config), 1), endorsers);
}

/** The organisation's own policy Endorsement, or else any of its members. */
function implicitCollectionPolicy(mspId: string, config: ChannelConfig, endorsers: readonly Signer[]): PolicyResult {
  for (const [name, group] of config.root.groups.get("Application")?.groups ?? []) {
    const msp = group.values.get("MSP");
    if (!msp || decodeMsp(msp).id !== mspId) continue;
    return group.policies.has("Endorsement")
      ? evaluatePolicyPath(config.root, `/Channel/Application/${name}/Endorsement`, endorsers)
      : evaluateSignaturePolicy(membersOf([mspId], 1), endorsers);
  }
  return { satisfied: false, text: `no organisation ${mspId}`, missing: [`an organisation ${mspId} in the channel`] };
}

function applicationMsps(config: ChannelConfig): string[] {
  const groups = config.root.groups.get("Application")?.groups.values() ?? [];
  return [...groups].flatMap((group) => {
    const msp = group.values.get("MSP");
    return msp ? [decodeMsp(msp).id] : [];
  });
}

const MEMBER = 0;

function membersOf(mspIds: readonly string[], n: number): SignaturePolicy {
  return {
    rule: { n, rules: mspIds.map((_, signedBy) => ({ signedBy })) },
    principals: mspIds.map((mspId) => ({ kind: "role", mspId, role: MEMBER })),
  };
}
