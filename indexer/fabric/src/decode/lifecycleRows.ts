import { type TransactionAction, WireError } from "@ledgerscope/proof";
import { decodeMessage, type Json, type JsonObject } from "./messages/decodeMessage.ts";
import { chaincodeDefinition, chaincodeDeploymentSpec, collectionConfigPackage } from "./messages/lifecycleMessages.ts";
import { applicationPolicy, signaturePolicyEnvelope } from "./messages/policyMessages.ts";
import { applicationPolicyText, signaturePolicyText } from "./policyText.ts";
import type { FabricRows, KeptRows } from "./rows.ts";

/** Functions of `_lifecycle` (core/chaincode/lifecycle/scc.go) and `lscc` (core/scc/lscc) that change a definition. */
const STEPS: Readonly<Record<string, string>> = {
  "_lifecycle.ApproveChaincodeDefinitionForMyOrg": "approve",
  "_lifecycle.approveChaincodeDefinitionForMyOrg": "approve",
  "_lifecycle.CommitChaincodeDefinition": "commit",
  "_lifecycle.commitChaincodeDefinition": "commit",
  "lscc.deploy": "deploy",
  "lscc.upgrade": "upgrade",
};

type LifecycleRow = KeptRows["lifecycle"][number];
type Place = Pick<
  LifecycleRow,
  "network" | "channel" | "height" | "tx_index" | "action_index" | "tx_id" | "validation_code" | "org" | "endorsers"
>;
type Definition = Omit<LifecycleRow, keyof Place | "step" | "decode_error">;

const EMPTY: Uint8Array = new Uint8Array(0);
const NOTHING: Definition = {
  chaincode: "",
  version: "",
  sequence: 0,
  package_id: "",
  chaincode_path: "",
  language: "",
  init_args: [],
  init_required: false,
  endorsement_plugin: "",
  validation_plugin: "",
  policy: "",
  policy_bytes: EMPTY,
  collections: "[]",
  definition: "",
};

const calledBy = (action: TransactionAction): string => action.invocation.chaincode || action.chaincode;

/** Whether the action calls one of the chaincodes that change definitions. */
export const callsLifecycle = (action: TransactionAction): boolean => {
  const called = calledBy(action);
  return called === "_lifecycle" || called === "lscc";
};

/** Appends a row when the action approves, commits, deploys or upgrades a chaincode. */
export function pushLifecycle(action: TransactionAction, place: Place, rows: FabricRows): void {
  const called = calledBy(action);
  const step = STEPS[`${called}.${text(action.args[0])}`];
  if (!step) return;
  let definition = NOTHING;
  let problem = "";
  try {
    definition = called === "lscc" ? deployed(action.args) : defined(action.args[1] ?? EMPTY);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    problem = error.message;
  }
  rows.lifecycle.push({ ...place, step, ...definition, decode_error: problem });
}

function defined(args: Uint8Array): Definition {
  const json = decodeMessage(chaincodeDefinition, args);
  const parameter = bytes(json["validation_parameter"]);
  const source = json["source"] as JsonObject | null;
  const local = source?.["local_package"] as JsonObject | undefined;
  return {
    ...NOTHING,
    chaincode: String(json["name"]),
    version: String(json["version"]),
    sequence: BigInt(String(json["sequence"])),
    package_id: String(local?.["package_id"] ?? ""),
    init_required: Boolean(json["init_required"]),
    endorsement_plugin: String(json["endorsement_plugin"]),
    validation_plugin: String(json["validation_plugin"]),
    policy: parameterText(parameter),
    policy_bytes: parameter,
    collections: collectionsText(json["collections"] as JsonObject | null),
    definition: JSON.stringify(json),
  };
}

/** `deploy channel spec [policy [escc [vscc [collections]]]]` */
function deployed(args: readonly Uint8Array[]): Definition {
  const [, , spec = EMPTY, policy = EMPTY, escc, vscc, collections = EMPTY] = args;
  const json = decodeMessage(chaincodeDeploymentSpec, spec);
  const chaincode = json["chaincode_spec"] as JsonObject | null;
  const id = chaincode?.["chaincode_id"] as JsonObject | null;
  const input = chaincode?.["input"] as JsonObject | null;
  return {
    ...NOTHING,
    chaincode: String(id?.["name"] ?? ""),
    version: String(id?.["version"] ?? ""),
    chaincode_path: String(id?.["path"] ?? ""),
    language: String(chaincode?.["type"] ?? ""),
    init_args: ((input?.["args"] ?? []) as readonly Json[]).map(bytes),
    endorsement_plugin: text(escc),
    validation_plugin: text(vscc),
    policy: policy.length > 0 ? signaturePolicyText(decodeMessage(signaturePolicyEnvelope, policy)) : "",
    policy_bytes: policy,
    collections: collectionsText(collections.length > 0 ? decodeMessage(collectionConfigPackage, collections) : null),
    definition: JSON.stringify(json),
  };
}

/** The parameter is an `ApplicationPolicy` for the plugin `vscc`; that of another plugin has words of its own. */
function parameterText(parameter: Uint8Array): string {
  if (parameter.length === 0) return "";
  try {
    return applicationPolicyText(decodeMessage(applicationPolicy, parameter));
  } catch (error) {
    if (error instanceof WireError) return "";
    throw error;
  }
}

function collectionsText(collections: JsonObject | null): string {
  const configs = (collections?.["config"] ?? []) as readonly JsonObject[];
  return JSON.stringify(
    configs.map((config) => {
      const collection = (config["static_collection_config"] ?? {}) as JsonObject;
      const members = collection["member_orgs_policy"] as JsonObject | null;
      const memberPolicy = members?.["signature_policy"] as JsonObject | undefined;
      return {
        ...collection,
        member_orgs_policy: memberPolicy ? signaturePolicyText(memberPolicy) : "",
        endorsement_policy: applicationPolicyText((collection["endorsement_policy"] ?? null) as JsonObject | null),
      };
    }),
  );
}

const text = (value: Uint8Array | undefined): string => Buffer.from(value ?? EMPTY).toString("utf8");
const bytes = (value: Json | undefined): Uint8Array => Buffer.from(String(value ?? ""), "base64");
