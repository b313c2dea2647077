import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import {
  type ChaincodeDescription,
  changeDescription,
  type DevnetDescription,
  type NodeDescription,
  readDescription,
} from "./description.ts";
import { programPath } from "./fabricBinaries.ts";
import { isHealthy } from "./nodeMetrics.ts";
import { isRunning, type ProcessRef, startProcess } from "./ownProcess.ts";
import { lastLines } from "./runProgram.ts";

const READY_MS = 60_000;
const LOOK_MS = 100;
const HANDSHAKE_MS = 2_000;

/**
 * Loggers that trace single transactions: through the gateway, the ordering service's broadcast and block cutter,
 * simulation and validation, and the arrival of blocks at peers.
 */
const DEBUG_LOGGERS = {
  peer: "info:grpc=warn:gateway,endorser,lockbasedtxmgr,committer.txvalidator,validation,gossip.state,common.deliver=debug",
  orderer:
    "info:grpc=warn:orderer.common.broadcast,orderer.common.blockcutter,orderer.consensus.smartbft,common.deliver=debug",
};

/** Starts a node's program and notes its pid; does not wait until it serves. */
export function startNode(folder: string, name: string): void {
  const description = readDescription(folder);
  const node = nodeOf(description, name);
  const kind = kindOf(description, node);
  const program = programPath(description.bin, kind);
  const ref = startProcess({
    command: kind === "peer" ? [program, "node", "start"] : [program],
    log: node.log,
    cwd: node.configuration,
    environment: {
      FABRIC_CFG_PATH: node.configuration,
      FABRIC_LOGGING_FORMAT: "json",
      FABRIC_LOGGING_SPEC: description.settings.debug ? DEBUG_LOGGERS[kind] : "info:grpc=warn",
    },
  });
  setProcess(folder, name, ref);
}

/** Resolves when the node serves. @throws Error with its last lines when it ends instead. */
export async function untilReady(folder: string, name: string, signal?: AbortSignal): Promise<void> {
  const node = nodeOf(readDescription(folder), name);
  const deadlineMs = Date.now() + READY_MS;
  // A node calls itself healthy before its ledgers are open, and shakes hands only once it serves.
  while (!((await isHealthy(node)) && (await shakesHands(node)))) {
    signal?.throwIfAborted();
    const said = async (): Promise<string> => lastLines((await readFile(node.log, "utf8")).slice(-20_000));
    if (!isRunning(node)) throw new Error(`${name} ended: ${await said()} (its log: ${node.log})`);
    if (Date.now() > deadlineMs)
      throw new Error(`${name} does not serve after ${READY_MS / 1000} s: ${await said()} (its log: ${node.log})`);
    await sleep(LOOK_MS);
  }
}

function shakesHands(node: NodeDescription): Promise<boolean> {
  const [host, port] = node.address.split(":") as [string, string];
  const ca = readFileSync(node.tlsCa);
  return new Promise((settle) => {
    const socket = connect({ host, port: Number(port), ca, servername: "localhost", ALPNProtocols: ["h2"] });
    const answer = (yes: boolean) => () => {
      socket.destroy();
      settle(yes);
    };
    socket.setTimeout(HANDSHAKE_MS, answer(false));
    socket.once("secureConnect", answer(true));
    socket.once("error", answer(false));
  });
}

/** Starts a chaincode's program for the package that peers have installed. */
export function startChaincode(chaincode: Omit<ChaincodeDescription, "pid" | "started">): ProcessRef {
  return startProcess({
    command: [...chaincode.command, "--address", chaincode.address, "--id", chaincode.packageId],
    log: chaincode.log,
    cwd: chaincode.cwd,
  });
}

export function setProcess(folder: string, name: string, ref: ProcessRef): void {
  const replaced = <T extends { readonly name: string }>(entries: readonly T[]): T[] =>
    entries.map((entry) => (entry.name === name ? { ...entry, pid: ref.pid, started: ref.started } : entry));
  changeDescription(folder, (before) => ({
    ...before,
    orderers: replaced(before.orderers),
    peers: replaced(before.peers),
    chaincodes: replaced(before.chaincodes),
  }));
}

export function nodesOf(description: DevnetDescription): NodeDescription[] {
  return [...description.orderers, ...description.peers];
}

export function nodeOf(description: DevnetDescription, name: string): NodeDescription {
  const nodes = nodesOf(description);
  const found = nodes.find((node) => node.name === name);
  if (!found) throw new Error(`the network has no node ${name}; it has ${nodes.map((node) => node.name).join(", ")}`);
  return found;
}

function kindOf(description: DevnetDescription, node: NodeDescription): "peer" | "orderer" {
  return description.peers.some((peer) => peer.name === node.name) ? "peer" : "orderer";
}
