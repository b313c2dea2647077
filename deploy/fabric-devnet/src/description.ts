import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Consensus } from "./networkPlan.ts";
import type { NetworkSettings } from "./networkSettings.ts";
import type { ProcessRef } from "./ownProcess.ts";
import { withLock } from "./withLock.ts";

/** A network as its folder's `devnet.json` describes it. All paths are absolute, all addresses "127.0.0.1:port". */
export interface DevnetDescription {
  readonly consensus: Consensus;
  /** Version of the binaries: "3.1.5". */
  readonly fabric: string;
  /** Folder of the binaries. */
  readonly bin: string;
  /** False while the network is being made. */
  readonly ready: boolean;
  readonly settings: NetworkSettings;
  readonly channels: readonly string[];
  readonly orderers: readonly OrdererDescription[];
  readonly peers: readonly NodeDescription[];
  readonly organisations: readonly OrganisationDescription[];
  readonly chaincodes: readonly ChaincodeDescription[];
  /** Chaincode programs that run already, while their definitions are being committed. */
  readonly starting: readonly ProcessRef[];
  /** The first port for chaincodes. */
  readonly chaincodePort: number;
}

/** `pid` is 0 when the process does not run; `started` tells a process from a later one with the same pid. */
export interface NodeDescription extends ProcessRef {
  /** "orderer1", "peer0.org1". */
  readonly name: string;
  readonly mspId: string;
  readonly address: string;
  /** Base URL of `/metrics`, `/healthz`, `/logspec`, `/version`; plain HTTP. */
  readonly operations: string;
  /** All ports that the node listens on. */
  readonly ports: readonly number[];
  readonly log: string;
  /** Folder with one folder of block files per channel. */
  readonly ledger: string;
  /** TLS root of the node's organisation, a PEM file. */
  readonly tlsCa: string;
  readonly msp: string;
  /** Folder of `core.yaml` or `orderer.yaml`: FABRIC_CFG_PATH. */
  readonly configuration: string;
}

export interface OrdererDescription extends NodeDescription {
  /** Channel participation API: HTTPS, mutual TLS. */
  readonly admin: string;
}

export interface OrganisationDescription {
  readonly mspId: string;
  readonly domain: string;
  readonly kind: "peer" | "orderer";
  /** MSP folder of each user; `../tls` lies beside it. */
  readonly users: Readonly<Record<string, string>>;
  /** Connection profile in the format of Fabric's samples; organisations with peers have one. */
  readonly profile?: string;
  readonly caCertificate: string;
  readonly tlsCa: string;
}

export interface ChaincodeDescription extends ProcessRef {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  readonly channel: string;
  readonly packageId: string;
  /** Endorsement policy; the channel's where there is none. */
  readonly policy?: string;
  readonly collections?: readonly object[];
  readonly initRequired?: boolean;
  readonly address: string;
  /** Program and arguments, without address and package id. */
  readonly command: readonly string[];
  /** Where the command was given: relative paths in it count from here. */
  readonly cwd: string;
  readonly log: string;
}

export function descriptionPath(folder: string): string {
  return join(resolve(folder), "devnet.json");
}

/** @throws Error in one sentence when there is no network in that folder. */
export function readDescription(folder: string): DevnetDescription {
  const path = descriptionPath(folder);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as DevnetDescription;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Error(`there is no network in ${resolve(folder)}: \`fabric-devnet up --folder ${folder}\` makes one`);
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}

export function writeDescription(folder: string, description: DevnetDescription): void {
  const path = descriptionPath(folder);
  // Whoever reads meanwhile sees the one before or this one, whole.
  writeFileSync(`${path}.${process.pid}.tmp`, `${JSON.stringify(description, undefined, 2)}\n`);
  renameSync(`${path}.${process.pid}.tmp`, path);
}

/** Reads, changes and writes in one go: no other change, of this process or another, comes between. */
export function changeDescription(folder: string, change: (before: DevnetDescription) => DevnetDescription): void {
  withLock(`${descriptionPath(folder)}.lock`, () => writeDescription(folder, change(readDescription(folder))));
}
