import { join } from "node:path";
import type { DevnetDescription, NodeDescription, OrganisationDescription } from "./description.ts";
import { programPath } from "./fabricBinaries.ts";
import { findLeader } from "./findLeader.ts";
import { isRunning } from "./ownProcess.ts";
import { runProgram } from "./runProgram.ts";

/**
 * Runs `peer …` as an organisation's administrator, against that organisation's first peer.
 * @param extra arguments after the command, for instance those of {@link orderingArguments}
 */
export function peerCommand(
  description: DevnetDescription,
  mspId: string,
  args: readonly string[],
  options: { peer?: NodeDescription; user?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const organisation = organisationOf(description, mspId);
  const peer = options.peer ?? description.peers.find((candidate) => candidate.mspId === mspId) ?? description.peers[0];
  if (!peer) throw new Error("the network has no peer");
  const msp = organisation.users[options.user ?? "Admin"];
  if (!msp) throw new Error(`${mspId} has no user ${options.user}: ${Object.keys(organisation.users).join(", ")}`);
  const tls = join(msp, "..", "tls");
  const environment = {
    FABRIC_CFG_PATH: peer.configuration,
    FABRIC_LOGGING_SPEC: "error",
    FABRIC_LOGGING_FORMAT: "json",
    CORE_PEER_LOCALMSPID: mspId,
    CORE_PEER_MSPCONFIGPATH: msp,
    CORE_PEER_ADDRESS: peer.address,
    CORE_PEER_TLS_ROOTCERT_FILE: peer.tlsCa,
    CORE_PEER_TLS_CLIENTCERT_FILE: join(tls, "client.crt"),
    CORE_PEER_TLS_CLIENTKEY_FILE: join(tls, "client.key"),
  };
  const program = programPath(description.bin, "peer");
  return runProgram(program, args, { environment, ...(options.signal ? { signal: options.signal } : {}) });
}

/**
 * The arguments that name an ordering node to `peer`: the leader where there is one, as BFT's other nodes pass
 * a transaction on only after a while.
 */
export async function orderingArguments(description: DevnetDescription, mspId: string): Promise<string[]> {
  const leader = await findLeader(description);
  const orderer = description.orderers.find((node) => node.name === leader) ?? description.orderers.find(isRunning);
  if (!orderer) throw new Error("no ordering node runs");
  const clientAuthentication = description.settings.mutualTls
    ? ["--clientauth", ...clientCertificate(organisationOf(description, mspId))]
    : [];
  return ["--orderer", orderer.address, "--tls", "--cafile", orderer.tlsCa, ...clientAuthentication];
}

export function organisationOf(description: DevnetDescription, mspId: string): OrganisationDescription {
  const found = description.organisations.find((organisation) => organisation.mspId === mspId);
  if (found) return found;
  const known = description.organisations.map((organisation) => organisation.mspId).join(", ");
  throw new Error(`the network has no organisation ${mspId}; it has ${known}`);
}

function clientCertificate(organisation: OrganisationDescription): string[] {
  const tls = join(organisation.users["Admin"] as string, "..", "tls");
  return ["--certfile", join(tls, "client.crt"), "--keyfile", join(tls, "client.key")];
}
