import { peer } from "@hyperledger/fabric-protos";
import type { Simulation, Version } from "./envelope.ts";

/** A chaincode as its organisations agreed on it. */
export interface Definition {
  readonly name: string;
  readonly version: string;
  /** @default 1 */
  readonly sequence?: number;
}

/** Where a definition's sequence stands; every endorsed call reads it. */
export const sequenceKey = (name: string): string => `namespaces/fields/${name}/Sequence`;

/** Arguments of `_lifecycle.CommitChaincodeDefinition`. */
export function commitArguments({ name, version, sequence = 1 }: Definition): Uint8Array[] {
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  args.setName(name);
  args.setVersion(version);
  args.setSequence(sequence);
  args.setEndorsementPlugin("escc");
  args.setValidationPlugin("vscc");
  args.setValidationParameter(endorsementPolicy());
  return [Buffer.from("CommitChaincodeDefinition"), args.serializeBinary()];
}

/**
 * What the commit writes, as Fabric's serializer lays it out (core/chaincode/lifecycle/serializer.go): the
 * list of fields under `namespaces/metadata/…`, each field under `namespaces/fields/…`.
 * @param known where the definition before stands.
 */
export function definitionWrites({ name, version, sequence = 1 }: Definition, known?: Version): Simulation {
  const endorsement = new peer.lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(version);
  endorsement.setEndorsementPlugin("escc");
  const validation = new peer.lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin("vscc");
  validation.setValidationParameter(endorsementPolicy());
  const fields: Readonly<Record<string, Uint8Array>> = {
    Collections: data((field) => field.setBytes(new Uint8Array(0))),
    EndorsementInfo: data((field) => field.setBytes(endorsement.serializeBinary())),
    Sequence: data((field) => field.setInt64(sequence)),
    ValidationInfo: data((field) => field.setBytes(validation.serializeBinary())),
  };
  const metadata = new peer.lifecycle.StateMetadata();
  metadata.setDatatype("ChaincodeDefinition");
  metadata.setFieldsList(["Sequence", "EndorsementInfo", "ValidationInfo", "Collections"]);
  return {
    namespace: "_lifecycle",
    reads: [{ key: sequenceKey(name), version: known }],
    writes: [
      ...Object.entries(fields).map(([field, value]) => ({ key: `namespaces/fields/${name}/${field}`, value })),
      { key: `namespaces/metadata/${name}`, value: metadata.serializeBinary() },
    ],
  };
}

/** The channel's default: most organisations of the application, one peer each. */
function endorsementPolicy(): Uint8Array {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference("/Channel/Application/Endorsement");
  return policy.serializeBinary();
}

function data(set: (field: InstanceType<typeof peer.lifecycle.StateData>) => void): Uint8Array {
  const field = new peer.lifecycle.StateData();
  set(field);
  return field.serializeBinary();
}
