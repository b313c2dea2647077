import { sign, webcrypto } from "node:crypto";
import "reflect-metadata";
import { common, msp as protos } from "@hyperledger/fabric-protos";
import { nodeCrypto } from "@ledgerscope/fabric";
import {
  type ChannelConfig,
  type ConfigGroup,
  evaluatePolicy,
  type JudgedSignature,
  judgeSignatures,
  type MspConfig,
  type Signer,
} from "@ledgerscope/proof";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
} from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";

const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const P384 = { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" };
const ED25519 = { name: "Ed25519" };
type Algorithm = typeof P256 | typeof ED25519;

interface Holder {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

const NOT_BEFORE = new Date("2026-01-01T00:00:00Z");
const NOT_AFTER = new Date("2036-01-01T00:00:00Z");
let serial = 0;

interface Issue {
  readonly subject: string;
  readonly algorithm?: Algorithm;
  readonly isAuthority?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

async function issue(issuer: Holder | undefined, options: Issue): Promise<Holder> {
  const { subject, algorithm = P256, isAuthority = false, notBefore = NOT_BEFORE, notAfter = NOT_AFTER } = options;
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const signer = issuer?.keys ?? keys;
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    serialNumber: (++serial).toString(16).padStart(2, "0"),
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm:
      signer.privateKey.algorithm.name === "Ed25519" ? ED25519 : issuer ? algorithmOf(issuer) : algorithm,
    extensions: [
      ...(isAuthority ? [new BasicConstraintsExtension(true, undefined, true)] : []),
      new KeyUsagesExtension(
        isAuthority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

const algorithmOf = ({ keys }: Holder): Algorithm =>
  (keys.privateKey.algorithm as { namedCurve?: string }).namedCurve === "P-384" ? P384 : P256;

const pem = ({ certificate }: Holder): Uint8Array => Buffer.from(`${certificate.toString("pem")}\n`);

const mspOf = (root: Holder, rest: Partial<MspConfig> = {}): MspConfig => ({
  id: "OrgMSP",
  type: 0,
  rootCerts: [pem(root)],
  intermediateCerts: [],
  admins: [],
  revocationLists: [],
  units: [],
  hashFamily: "SHA2",
  nodeOus: undefined,
  ...rest,
});

const unit = (name: string, certifier?: Holder) => ({
  unit: name,
  certifier: certifier ? pem(certifier) : new Uint8Array(),
});
const nodeOus = {
  client: unit("client"),
  peer: unit("peer"),
  admin: unit("admin"),
  orderer: unit("orderer"),
};

const channelOf = (msp: MspConfig, capability = "V2_0"): ChannelConfig =>
  ({
    channel: "c",
    height: 0,
    sequence: 0,
    msps: new Map([[msp.id, msp]]),
    capabilities: { channel: new Set([capability]), application: new Set() },
  }) as unknown as ChannelConfig;

/** Lets the holder sign, and judges signature and certificate. */
async function judge(holder: Holder, msp: MspConfig, capability?: string): Promise<JudgedSignature> {
  const identity = new protos.SerializedIdentity();
  identity.setMspid(msp.id);
  identity.setIdBytes(pem(holder));
  const message = Buffer.from("proposal response payload");
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", holder.keys.privateKey));
  const key = { key: pkcs8, format: "der", type: "pkcs8" } as const;
  const hash = holder.keys.privateKey.algorithm.name === "Ed25519" ? null : "sha256";
  for (;;) {
    const claim = {
      txIndex: 0,
      endorsement: undefined,
      identity: identity.serializeBinary(),
      message: [message],
      signature: sign(hash, message, key),
    };
    const [judged] = await judgeSignatures([claim], channelOf(msp, capability), nodeCrypto);
    if (!judged) throw new Error("not judged");
    if (judged.problem === "not a DER signature with low s") continue; // half of OpenSSL's are not
    return judged;
  }
}

const problemOf = async (holder: Holder, msp: MspConfig, capability?: string): Promise<string> => {
  const { signer, state } = await judge(holder, msp, capability);
  expect(state).toBe("good");
  return signer?.problem ?? "no certificate";
};

let root: Holder;
let peer: Holder;
beforeAll(async () => {
  root = await issue(undefined, { subject: "O=Org, CN=ca", isAuthority: true });
  peer = await issue(root, { subject: "O=Org, OU=peer, CN=peer1" });
});

describe("an identity of an MSP", () => {
  test("leads to a root of it; another authority of the same name does not do", async () => {
    expect(await problemOf(peer, mspOf(root))).toBe("");
    const impostor = await issue(undefined, { subject: "O=Org, CN=ca", isAuthority: true });
    const forged = await issue(impostor, { subject: "O=Org, OU=peer, CN=peer1" });
    expect(await problemOf(forged, mspOf(root))).toBe("its certificate does not lead to a root of OrgMSP");
  });

  test("may be issued by an intermediate authority, and then no longer by the root", async () => {
    const intermediate = await issue(root, { subject: "O=Org, CN=intermediate", isAuthority: true });
    const below = await issue(intermediate, { subject: "O=Org, OU=peer, CN=peer2" });
    expect(await problemOf(below, mspOf(root))).toContain("does not lead to a root");
    const msp = mspOf(root, { intermediateCerts: [pem(intermediate)] });
    expect(await problemOf(below, msp)).toBe("");
    expect(await problemOf(peer, msp)).toBe("its issuer only issues authorities of OrgMSP");
  });

  test("is no authority itself, and is issued by one", async () => {
    expect(await problemOf(root, mspOf(root))).toBe("the certificate of an authority is no identity");
    const below = await issue(peer, { subject: "O=Org, CN=below a peer" });
    expect(await problemOf(below, mspOf(root, { intermediateCerts: [pem(peer)] }))).toContain(
      "does not lead to a root",
    );
  });

  test("is judged at its own beginning: it may have expired, but not its authority by then", async () => {
    const expired = await issue(root, {
      subject: "O=Org, OU=peer, CN=old",
      notAfter: new Date("2026-01-02T00:00:00Z"),
    });
    expect(await problemOf(expired, mspOf(root))).toBe("");
    const shortLived = await issue(undefined, {
      subject: "O=Org, CN=short",
      isAuthority: true,
      notAfter: new Date("2026-02-01T00:00:00Z"),
    });
    const later = await issue(shortLived, { subject: "O=Org, CN=later", notBefore: new Date("2026-03-01T00:00:00Z") });
    expect(await problemOf(later, mspOf(shortLived))).toContain("does not lead to a root");
  });

  test("is refused once its authority has revoked it; a list by anybody else does nothing", async () => {
    const listBy = async (authority: Holder, key: Holder): Promise<Uint8Array> => {
      const list = await X509CrlGenerator.create({
        issuer: authority.certificate.subject,
        thisUpdate: NOT_BEFORE,
        nextUpdate: NOT_AFTER,
        signingAlgorithm: P256,
        signingKey: key.keys.privateKey,
        entries: [{ serialNumber: peer.certificate.serialNumber, revocationDate: NOT_BEFORE }],
        extensions: [await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey)],
      });
      return Buffer.from(list.toString("pem").replaceAll(" CRL", " X509 CRL")); // the label that Fabric reads
    };
    const other = await issue(root, { subject: "O=Org, OU=peer, CN=peer3" });
    const msp = mspOf(root, { revocationLists: [await listBy(root, root)] });
    expect(await problemOf(peer, msp)).toBe("its certificate is revoked");
    expect(await problemOf(other, msp)).toBe("");
    expect(await problemOf(peer, mspOf(root, { revocationLists: [await listBy(root, other)] }))).toBe("");
    expect(await problemOf(peer, mspOf(root, { revocationLists: [await listBy(other, other)] }))).toBe("");
    const { signer } = await judge(peer, mspOf(root, { revocationLists: [Buffer.from("no list")] }));
    expect(signer).toMatchObject({ isMember: false, isUnsupported: true });
  });

  test("has exactly one role, where node OUs are on, certified by whom the MSP names", async () => {
    const msp = mspOf(root, { nodeOus });
    const nobody = await issue(root, { subject: "O=Org, OU=sales, CN=nobody" });
    const both = await issue(root, { subject: "O=Org, OU=peer, OU=client, CN=both" });
    const admin = await issue(root, { subject: "O=Org, OU=admin, CN=admin" });
    expect(await problemOf(peer, msp)).toBe("");
    expect(await problemOf(nobody, msp)).toBe("none of its organisational units is a role of OrgMSP");
    expect(await problemOf(nobody, msp, "V1_0")).toBe(""); // before node OUs
    expect(await problemOf(both, msp)).toBe("it has more than one role in OrgMSP");
    expect(await problemOf(admin, msp)).toBe("");
    expect(await problemOf(admin, msp, "V1_1")).toBe("none of its organisational units is a role of OrgMSP");
    const second = await issue(undefined, { subject: "O=Org, CN=second", isAuthority: true });
    const rootCerts = [pem(root), pem(second)];
    const certified = mspOf(root, { rootCerts, nodeOus: { ...nodeOus, peer: unit("peer", root) } });
    const foreign = await issue(second, { subject: "O=Org, OU=peer, CN=peer4" });
    expect(await problemOf(peer, certified)).toBe("");
    expect(await problemOf(foreign, certified)).toBe("its unit peer is certified by another authority");
  });

  test("is of one of the units that the MSP asks for", async () => {
    expect(await problemOf(peer, mspOf(root, { units: [unit("sales"), unit("peer", root)] }))).toBe("");
    expect(await problemOf(peer, mspOf(root, { units: [unit("sales")] }))).toBe(
      "it is of none of the organisational units that OrgMSP asks for",
    );
  });

  test("signs with P-256 or P-384, and with Ed25519 where the channel has the capability V3_0", async () => {
    const root384 = await issue(undefined, { subject: "O=Org, CN=ca384", algorithm: P384, isAuthority: true });
    const peer384 = await issue(root384, { subject: "O=Org, OU=peer, CN=peer384", algorithm: P384 });
    expect(await problemOf(peer384, mspOf(root384))).toBe("");
    const rootEd = await issue(undefined, { subject: "O=Org, CN=caEd", algorithm: ED25519, isAuthority: true });
    const peerEd = await issue(rootEd, { subject: "O=Org, OU=peer, CN=peerEd", algorithm: ED25519 });
    expect(await problemOf(peerEd, mspOf(rootEd), "V3_0")).toBe("");
    expect(await problemOf(peerEd, mspOf(rootEd), "V2_0")).toBe("Ed25519 keys need the channel capability V3_0");
  });
});

describe("a principal", () => {
  const { MSPPrincipal, MSPRole, OrganizationUnit, CombinedPrincipal, SerializedIdentity } = protos;
  const principal = (classification: number, bytes: Uint8Array) => {
    const made = new MSPPrincipal();
    made.setPrincipalClassification(classification as never);
    made.setPrincipal(bytes);
    return made;
  };
  const role = (type: number, mspId = "OrgMSP") => {
    const made = new MSPRole();
    made.setMspIdentifier(mspId);
    made.setRole(type as never);
    return principal(0, made.serializeBinary());
  };
  const inUnit = (name: string, certifier: Uint8Array) => {
    const made = new OrganizationUnit();
    made.setMspIdentifier("OrgMSP");
    made.setOrganizationalUnitIdentifier(name);
    made.setCertifiersIdentifier(certifier);
    return principal(1, made.serializeBinary());
  };
  const exactly = (holder: Holder) => {
    const made = new SerializedIdentity();
    made.setMspid("OrgMSP");
    made.setIdBytes(pem(holder));
    return principal(2, made.serializeBinary());
  };
  const all = (...parts: InstanceType<typeof MSPPrincipal>[]) => {
    const made = new CombinedPrincipal();
    made.setPrincipalsList(parts);
    return principal(4, made.serializeBinary());
  };
  const { MEMBER, ADMIN, CLIENT, PEER, ORDERER } = MSPRole.MSPRoleType;

  /** Whether one signature by the signer meets a policy that asks for the principal; else what is missing. */
  const meets = (signer: Signer, wanted: InstanceType<typeof MSPPrincipal>): true | string => {
    const one = new common.SignaturePolicy();
    one.setSignedBy(0);
    const envelope = new common.SignaturePolicyEnvelope();
    envelope.setRule(one);
    envelope.addIdentities(wanted);
    const policies = new Map([["P", { type: 1, value: envelope.serializeBinary() }]]);
    const group: ConfigGroup = { groups: new Map(), values: new Map(), policies };
    const { satisfied, missing } = evaluatePolicy(group, "P", [signer]);
    return satisfied || missing.join();
  };

  const signerOf = async (holder: Holder, msp: MspConfig, capability?: string): Promise<Signer> => {
    const { signer } = await judge(holder, msp, capability);
    if (!signer) throw new Error("no certificate");
    return signer;
  };

  test("is a role, a unit with its certifier, a certificate, or several of these at once", async () => {
    const signer = await signerOf(peer, mspOf(root, { nodeOus }));
    expect(meets(signer, role(MEMBER))).toBe(true);
    expect(meets(signer, role(PEER))).toBe(true);
    expect(meets(signer, role(CLIENT))).toBe("OrgMSP.client");
    expect(meets(signer, role(ORDERER))).toBe("OrgMSP.orderer");
    expect(meets(signer, role(MEMBER, "OtherMSP"))).toBe("OtherMSP.member");
    expect(meets(signer, inUnit("peer", signer.certifier))).toBe(true);
    expect(meets(signer, inUnit("peer", new Uint8Array(32)))).toBe("OrgMSP unit peer");
    expect(meets(signer, exactly(peer))).toBe(true);
    expect(meets(signer, exactly(root))).toContain("OrgMSP certificate");
    expect(meets(signer, all(role(PEER), inUnit("peer", signer.certifier), exactly(peer)))).toBe(true);
    expect(meets(signer, all(role(PEER), role(CLIENT)))).toBe("OrgMSP.peer and OrgMSP.client");
    expect(meets(await signerOf(peer, mspOf(root, { nodeOus }), "V1_1"), all(role(PEER)))).toBe("OrgMSP.peer");
  });

  test("an admin is one by name, or by unit since V1_4_3", async () => {
    const admin = await issue(root, { subject: "O=Org, OU=admin, CN=admin" });
    const named = mspOf(root, { admins: [pem(peer)] });
    expect(meets(await signerOf(peer, named), role(ADMIN))).toBe(true);
    expect(meets(await signerOf(admin, named), role(ADMIN))).toBe("OrgMSP.admin");
    expect(meets(await signerOf(admin, mspOf(root, { nodeOus })), role(ADMIN))).toBe(true);
    expect(meets(await signerOf(admin, mspOf(root, { nodeOus }), "V1_3"), role(ADMIN))).toBe("OrgMSP.admin");
  });
});
