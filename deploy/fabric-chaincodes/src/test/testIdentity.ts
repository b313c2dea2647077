import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { msp } from "@hyperledger/fabric-protos";
import { Extension, X509CertificateGenerator } from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
/** Where Fabric CA writes attributes. */
const ATTRIBUTES = "1.2.3.4.5.6.7.8.1";

/** A serialized identity with a self-signed certificate: chaincode reads certificates, peers judge them. */
export async function testIdentity(
  mspId: string,
  subject: string,
  attributes?: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: attributes
      ? [new Extension(ATTRIBUTES, false, Buffer.from(JSON.stringify({ attrs: attributes })))]
      : [],
  });
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate.toString("pem")));
  return identity.serializeBinary();
}
