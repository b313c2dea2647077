import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KeyGuard, openKeyGuard } from "./privateKeys.ts";

let folder: string;
let guard: KeyGuard;
const known = generateKeyPairSync("ec", { namedCurve: "P-256" });
const secret = Buffer.from(known.privateKey.export({ format: "jwk" }).d ?? "", "base64url");
const pem = known.privateKey.export({ format: "pem", type: "pkcs8" }).toString();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "keys-"));
  await writeFile(path.join(folder, "priv_sk"), pem);
  guard = await openKeyGuard(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const refuses = (content: string | Buffer) => expect(() => guard.check("file", Buffer.from(content)));

test("any private key in PEM is refused, whoever's it is", () => {
  const other = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
  for (const type of ["pkcs8", "sec1"] as const)
    refuses(`log line\n${other.export({ format: "pem", type })}`).toThrow(/file is not written.*PEM/);
  for (const before of ["", "a", "ab"]) {
    const encoded = Buffer.from(`${before}${other.export({ format: "pem", type: "pkcs8" })}`).toString("base64");
    refuses(`{"payload":"${encoded}"}`).toThrow(/PEM, in base64/);
  }
});

test("a key of the network is found in every spelling: DER, hex, base64 at any offset", () => {
  refuses(known.privateKey.export({ format: "der", type: "sec1" })).toThrow(/priv_sk/);
  refuses(known.privateKey.export({ format: "der", type: "pkcs8" })).toThrow(/priv_sk/);
  refuses(`key=${secret.toString("hex")}`).toThrow(/priv_sk/);
  for (const before of [0, 1, 2, 3, 17]) {
    const inside = Buffer.concat([Buffer.alloc(before, 7), secret, Buffer.from("more")]);
    refuses(`{"bytes":"${inside.toString("base64")}"}`).toThrow(/priv_sk/);
  }
});

test("certificates, public keys and ordinary text pass", () => {
  const publicPem = known.publicKey.export({ format: "pem", type: "spki" });
  for (const content of [
    publicPem,
    "PRIVATE KEY of whatever",
    '{"msg":"private key not found"}',
    Buffer.alloc(100_000),
  ])
    expect(() => guard.check("file", Buffer.from(content as string))).not.toThrow();
});
