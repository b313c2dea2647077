import { common, msp, orderer } from "@hyperledger/fabric-protos";
import type { Organisation } from "./organisation.ts";

type ConfigGroup = InstanceType<typeof common.ConfigGroup>;

/** What a generated channel consists of. */
export interface ChannelMembers {
  readonly channel: string;
  readonly ordererOrganisation: Organisation;
  readonly applicationOrganisations: readonly Organisation[];
}

/**
 * The channel configuration (`common.ConfigEnvelope`) of block 0: implicit meta policies over one signature
 * policy per organisation, as `configtxgen` writes them for the sample profiles.
 */
export function genesisConfig({
  ordererOrganisation,
  applicationOrganisations,
}: ChannelMembers): InstanceType<typeof common.ConfigEnvelope> {
  const channel = new common.ConfigGroup();
  setMetaPolicies(channel, ["Readers", "Writers", "Admins"]);
  setValue(channel, "HashingAlgorithm", named(new common.HashingAlgorithm(), "SHA256"));
  setValue(channel, "Capabilities", capabilities("V2_0"));
  channel.getGroupsMap().set("Orderer", ordererGroup(ordererOrganisation));
  channel.getGroupsMap().set("Application", applicationGroup(applicationOrganisations));
  const config = new common.Config();
  config.setSequence(0);
  config.setChannelGroup(channel);
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  return envelope;
}

function ordererGroup(organisation: Organisation): ConfigGroup {
  const group = new common.ConfigGroup();
  setMetaPolicies(group, ["Readers", "Writers", "Admins"]);
  setPolicy(group, "BlockValidation", implicitMeta("Writers", common.ImplicitMetaPolicy.Rule.ANY));
  const consensus = new orderer.ConsensusType();
  consensus.setType("etcdraft");
  setValue(group, "ConsensusType", consensus);
  setValue(group, "Capabilities", capabilities("V2_0"));
  group.getGroupsMap().set(organisation.mspId, organisationGroup(organisation));
  return group;
}

function applicationGroup(organisations: readonly Organisation[]): ConfigGroup {
  const group = new common.ConfigGroup();
  setMetaPolicies(group, ["Readers", "Writers", "Admins"]);
  for (const name of ["Endorsement", "LifecycleEndorsement"]) {
    setPolicy(group, name, implicitMeta("Endorsement", common.ImplicitMetaPolicy.Rule.MAJORITY));
  }
  setValue(group, "Capabilities", capabilities("V2_5"));
  for (const organisation of organisations)
    group.getGroupsMap().set(organisation.mspId, organisationGroup(organisation));
  return group;
}

function organisationGroup({ mspId, rootCertificate }: Organisation): ConfigGroup {
  const group = new common.ConfigGroup();
  const { MEMBER, PEER, ADMIN } = msp.MSPRole.MSPRoleType;
  const roles = { Readers: MEMBER, Writers: MEMBER, Endorsement: PEER, Admins: ADMIN } as const;
  for (const [name, role] of Object.entries(roles)) setPolicy(group, name, signedBy(mspId, role));
  const fabric = new msp.FabricMSPConfig();
  fabric.setName(mspId);
  fabric.addRootCerts(Buffer.from(rootCertificate));
  const crypto = new msp.FabricCryptoConfig();
  crypto.setSignatureHashFamily("SHA2");
  crypto.setIdentityIdentifierHashFunction("SHA256");
  fabric.setCryptoConfig(crypto);
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  const unit = (name: string): InstanceType<typeof msp.FabricOUIdentifier> => {
    const identifier = new msp.FabricOUIdentifier();
    identifier.setOrganizationalUnitIdentifier(name);
    return identifier;
  };
  units.setClientOuIdentifier(unit("client"));
  units.setPeerOuIdentifier(unit("peer"));
  units.setAdminOuIdentifier(unit("admin"));
  units.setOrdererOuIdentifier(unit("orderer"));
  fabric.setFabricNodeOus(units);
  const config = new msp.MSPConfig();
  config.setType(0);
  config.setConfig(fabric.serializeBinary());
  setValue(group, "MSP", config);
  return group;
}

function setMetaPolicies(group: ConfigGroup, names: readonly string[]): void {
  const { ANY, MAJORITY } = common.ImplicitMetaPolicy.Rule;
  for (const name of names) setPolicy(group, name, implicitMeta(name, name === "Admins" ? MAJORITY : ANY));
}

function implicitMeta(
  subPolicy: string,
  rule: common.ImplicitMetaPolicy.RuleMap[keyof common.ImplicitMetaPolicy.RuleMap],
): InstanceType<typeof common.Policy> {
  const meta = new common.ImplicitMetaPolicy();
  meta.setSubPolicy(subPolicy);
  meta.setRule(rule);
  const policy = new common.Policy();
  policy.setType(common.Policy.PolicyType.IMPLICIT_META);
  policy.setValue(meta.serializeBinary());
  return policy;
}

function signedBy(
  mspId: string,
  roleType: msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap],
): InstanceType<typeof common.Policy> {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(roleType);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  const signer = new common.SignaturePolicy();
  signer.setSignedBy(0);
  const nOutOf = new common.SignaturePolicy.NOutOf();
  nOutOf.setN(1);
  nOutOf.addRules(signer);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(nOutOf);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.addIdentities(principal);
  const policy = new common.Policy();
  policy.setType(common.Policy.PolicyType.SIGNATURE);
  policy.setValue(envelope.serializeBinary());
  return policy;
}

function capabilities(name: string): InstanceType<typeof common.Capabilities> {
  const all = new common.Capabilities();
  all.getCapabilitiesMap().set(name, new common.Capability());
  return all;
}

function named(
  algorithm: InstanceType<typeof common.HashingAlgorithm>,
  name: string,
): InstanceType<typeof common.HashingAlgorithm> {
  algorithm.setName(name);
  return algorithm;
}

function setValue(group: ConfigGroup, name: string, message: { serializeBinary(): Uint8Array }): void {
  const value = new common.ConfigValue();
  value.setValue(message.serializeBinary());
  value.setModPolicy("Admins");
  group.getValuesMap().set(name, value);
}

function setPolicy(group: ConfigGroup, name: string, policy: InstanceType<typeof common.Policy>): void {
  const entry = new common.ConfigPolicy();
  entry.setPolicy(policy);
  entry.setModPolicy("Admins");
  group.getPoliciesMap().set(name, entry);
}
