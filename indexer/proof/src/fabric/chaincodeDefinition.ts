import { EMPTY } from "./bytes.ts";
import { WireReader } from "./wire.ts";

/** How a chaincode's transactions are validated, as the channel's own state defines it. */
export interface ChaincodeDefinition {
  /** `vscc` is Fabric's built-in validation; anything else is a plugin of the peers. */
  readonly plugin: string;
  /** `common.SignaturePolicyEnvelope` of a chaincode instantiated by LSCC, else `peer.ApplicationPolicy`. */
  readonly policy: Uint8Array;
  readonly isLegacy: boolean;
  /** Endorsement policy (`peer.ApplicationPolicy`) per collection, empty where it has none of its own. */
  readonly collections: ReadonlyMap<string, Uint8Array>;
}

/** The value of a public key before the block; undefined where it has none. */
export type ReadState = (namespace: string, key: string) => Uint8Array | undefined;

/**
 * The definition that lifecycle committed (fabric core/chaincode/lifecycle/serializer.go: metadata under
 * `namespaces/metadata/<name>`, each field under `namespaces/fields/<name>/<field>`), or else LSCC's
 * (`ccprovider.ChaincodeData` under its name). Undefined when there is neither.
 * @throws WireError
 */
export function readDefinition(name: string, state: ReadState, hasLifecycle: boolean): ChaincodeDefinition | undefined {
  if (hasLifecycle && state("_lifecycle", `namespaces/metadata/${name}`)) {
    const field = (key: string): Uint8Array => stateData(state("_lifecycle", `namespaces/fields/${name}/${key}`));
    return {
      ...decodeValidationInfo(field("ValidationInfo")),
      isLegacy: false,
      collections: decodeCollections(field("Collections")),
    };
  }
  const data = state("lscc", name);
  return data && decodeLegacy(data);
}

/** `lifecycle.StateData`: one of int64 1, bytes 2, string 3. */
function stateData(bytes: Uint8Array | undefined): Uint8Array {
  let value = EMPTY;
  const reader = new WireReader(bytes ?? EMPTY);
  while (reader.next()) {
    if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return value;
}

/** `lifecycle.ChaincodeValidationInfo{validation_plugin, validation_parameter}` */
function decodeValidationInfo(bytes: Uint8Array): { plugin: string; policy: Uint8Array } {
  let plugin = "";
  let policy = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) plugin = reader.text();
    else if (reader.field === 2) policy = reader.bytes();
    else reader.skip();
  }
  return { plugin, policy };
}

/** `peer.CollectionConfigPackage` → `StaticCollectionConfig{name 1, endorsement_policy 8}` */
function decodeCollections(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const collections = new Map<string, Uint8Array>();
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const config = reader.message();
    while (config.next()) {
      if (config.field !== 1) {
        config.skip();
        continue;
      }
      let name = "";
      let policy = EMPTY;
      const collection = config.message();
      while (collection.next()) {
        if (collection.field === 1) name = collection.text();
        else if (collection.field === 8) policy = collection.bytes();
        else collection.skip();
      }
      collections.set(name, policy);
    }
  }
  return collections;
}

/** `ccprovider.ChaincodeData{name 1, version 2, escc 3, vscc 4, policy 5}` */
function decodeLegacy(bytes: Uint8Array): ChaincodeDefinition {
  let plugin = "";
  let policy = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 4) plugin = reader.text();
    else if (reader.field === 5) policy = reader.bytes();
    else reader.skip();
  }
  return { plugin, policy, isLegacy: true, collections: new Map() };
}

/**
 * The VALIDATION_PARAMETER among a key's metadata (`kvrwset.KVMetadataEntry{name 1, value 2}`, each with
 * tag 2): the policy of that key alone. Empty when it has none.
 * @throws WireError
 */
export function validationParameter(entries: Uint8Array): Uint8Array {
  const reader = new WireReader(entries);
  let parameter = EMPTY;
  while (reader.next()) {
    if (reader.field !== 2) {
      reader.skip();
      continue;
    }
    let name = "";
    let value = EMPTY;
    const entry = reader.message();
    while (entry.next()) {
      if (entry.field === 1) name = entry.text();
      else if (entry.field === 2) value = entry.bytes();
      else entry.skip();
    }
    if (name === "VALIDATION_PARAMETER") parameter = value;
  }
  return parameter;
}
