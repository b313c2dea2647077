import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Gateway, type Network, Wallets, type X509Identity } from "fabric-network";
import type { ReplayNetwork } from "./replayNetwork.ts";

export interface SdkOptions {
  /** Whether peers are asked for further nodes. @default false */
  readonly discovery?: boolean;
  /** PEM, instead of the user's. */
  readonly credentials?: X509Identity["credentials"];
  /** The only peer, taken for one of the user's own organisation. @default all, as the profile has them */
  readonly peer?: string;
}

/** Connects Fabric's client library with what the replayed network gives a user. */
export async function connectSdk(
  replay: ReplayNetwork,
  { discovery = false, credentials, peer }: SdkOptions = {},
): Promise<{ readonly gateway: Gateway; readonly network: Network }> {
  const { mspId, msp } = replay.user;
  const identity: X509Identity = {
    ...{ type: "X.509", mspId },
    credentials: credentials ?? {
      certificate: await readFile(join(msp, "signcerts/User1-cert.pem"), "utf8"),
      privateKey: await readFile(join(msp, "keystore/priv_sk"), "utf8"),
    },
  };
  const wallet = await Wallets.newInMemoryWallet();
  await wallet.put("User1", identity);
  const gateway = new Gateway();
  const profile = JSON.parse(await readFile(replay.profile, "utf8"));
  if (peer !== undefined) {
    profile.organizations = { [mspId]: { mspid: mspId, peers: [peer] } };
    profile.channels[replay.channel].peers = { [peer]: {} };
    profile.peers = { [peer]: profile.peers[peer] };
  }
  await gateway.connect(profile, {
    wallet,
    identity: "User1",
    discovery: { enabled: discovery, asLocalhost: discovery },
  });
  return { gateway, network: await gateway.getNetwork(replay.channel) };
}
