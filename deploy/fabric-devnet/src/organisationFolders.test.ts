import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { planNetwork } from "./networkPlan.ts";
import { OrganisationFolder } from "./organisationFolders.ts";

const HOUR_MS = 3_600_000;
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

let folder = "";
let own: OrganisationFolder;
const read = async (...path: string[]): Promise<X509Certificate> =>
  new X509Certificate(await readFile(join(...path), "utf8"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabric-devnet-test-"));
  const plan = planNetwork({ consensus: "raft", organisations: 1, basePort: 20_000 });
  const organisation = plan.organisations.find((candidate) => candidate.mspId === "Org1MSP");
  own = new OrganisationFolder(folder, organisation as NonNullable<typeof organisation>);
  await own.create();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("an identity lies where Fabric's samples have it, its key belongs to it, its role is its organisational unit", async () => {
  const { msp, tls } = await own.issueUser("User1", "client", { lifetimeMs: HOUR_MS });
  expect(msp).toBe(join(folder, "peerOrganizations/org1.example.com/users/User1@org1.example.com/msp"));
  const certificate = await read(msp, "signcerts", "User1@org1.example.com-cert.pem");
  expect(certificate.subject.split("\n").sort()).toEqual([
    "CN=User1@org1.example.com",
    "O=org1.example.com",
    "OU=client",
  ]);
  const [keyFile] = await readdir(join(msp, "keystore"));
  expect(keyFile).toMatch(/_sk$/);
  expect(certificate.checkPrivateKey(createPrivateKey(await readFile(join(msp, "keystore", keyFile as string))))).toBe(
    true,
  );
  expect(await readdir(tls)).toEqual(["ca.crt", "client.crt", "client.key"]);
  expect(parse(await readFile(join(msp, "config.yaml"), "utf8")).NodeOUs.ClientOUIdentifier).toEqual({
    Certificate: "cacerts/ca.org1.example.com-cert.pem",
    OrganizationalUnitIdentifier: "client",
  });
});

test("certificates lead to the organisation's root and live as long as was asked for", async () => {
  const root = await read(own.caCertificate);
  expect(root.ca).toBe(true);
  expect(root.verify(root.publicKey)).toBe(true);
  const beforeMs = Date.now();
  const { msp } = await own.issueUser("brief", "client", { lifetimeMs: 1_500 }, "brief");
  const certificate = await read(msp, "signcerts", "brief-cert.pem");
  expect(certificate.checkIssued(root)).toBe(true);
  expect(certificate.verify(root.publicKey)).toBe(true);
  expect(certificate.ca).toBe(false);
  const endMs = Date.parse(certificate.validTo);
  expect(endMs - beforeMs).toBeGreaterThan(400);
  expect(endMs - Date.now()).toBeLessThanOrEqual(1_500);
});

test("a node's TLS certificate is for its name, localhost and loopback, under the TLS root", async () => {
  const { tls } = await own.issueNode("peer0.org1.example.com", { lifetimeMs: HOUR_MS, tlsLifetimeMs: HOUR_MS });
  const certificate = await read(tls, "server.crt");
  const root = await read(own.tlsCaCertificate);
  expect(Date.parse(certificate.validTo) - Date.now()).toBeLessThanOrEqual(HOUR_MS);
  expect(certificate.verify(root.publicKey)).toBe(true);
  for (const name of ["peer0.org1.example.com", "localhost"]) expect(certificate.checkHost(name)).toBe(name);
  expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(certificate.checkHost("peer0.org2.example.com")).toBeUndefined();
});

test("no certificate's signature has a high s, which Fabric would rewrite", async () => {
  for (let count = 0; count < 12; count++) {
    const { msp } = await own.issueUser("User1", "client", { lifetimeMs: HOUR_MS });
    const certificate = await read(msp, "signcerts", "User1@org1.example.com-cert.pem");
    expect(createPublicKey(certificate.publicKey.export({ format: "pem", type: "spki" })).asymmetricKeyDetails).toEqual(
      {
        namedCurve: "prime256v1",
      },
    );
    expect(sOf(certificate.raw)).toBeLessThanOrEqual(HALF_ORDER);
  }
});

/** The last integer of a certificate is its signature's s. */
function sOf(der: Buffer): bigint {
  for (const length of [33, 32, 31, 30]) {
    const at = der.length - length;
    if (der[at - 2] === 2 && der[at - 1] === length) return BigInt(`0x${der.toString("hex", at)}`);
  }
  throw new Error("no signature at the end of the certificate");
}
