import { createPrivateKey, type KeyObject } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Identity, type Signer, signers } from "@hyperledger/fabric-gateway";

/** Who signs. */
export interface Credentials {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM; stays in this process. */
  readonly privateKey: string;
  readonly identity: Identity;
  /** Signs a SHA-256 digest with a low S, as Fabric demands. */
  readonly sign: Signer;
}

/** Reads an MSP folder as cryptogen and Fabric's samples lay it out. @throws Error naming what is missing. */
export async function readCredentials(mspId: string, folder: string): Promise<Credentials> {
  const only = async (sub: string): Promise<string> => {
    const names = (await readdir(path.join(folder, sub))).filter((name) => !name.startsWith("."));
    const [name] = names;
    if (!name) throw new Error(`${path.join(folder, sub)} is empty: an MSP folder has one file there`);
    return await readFile(path.join(folder, sub, name), "utf8");
  };
  const [certificate, privateKey] = await Promise.all([only("signcerts"), only("keystore")]);
  const key: KeyObject = createPrivateKey(privateKey);
  return {
    mspId,
    certificate,
    privateKey,
    identity: { mspId, credentials: Buffer.from(certificate) },
    sign: signers.newPrivateKeySigner(key),
  };
}
