import { readFile } from "node:fs/promises";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import type { Client } from "../clients/client.ts";
import { type Credentials, readCredentials } from "../clients/credentials.ts";
import { gatewayClient } from "../clients/gatewayClient.ts";
import { networkClient } from "../clients/networkClient.ts";
import type { Actor, ClientKind } from "../plan/submission.ts";

/** Lifetime of an identity that is issued for a role, in milliseconds: it outlives the network. */
const ROLE_MS = 10 * 365 * 24 * 3600 * 1000;

/** One connection per identity and library, made when it is first needed. */
export class ClientPool {
  readonly #devnet: Devnet;
  readonly #channel: string;
  readonly #identities = new Map<string, Promise<Credentials>>();
  readonly #clients = new Map<string, Promise<Client>>();
  readonly #replaced: Promise<Client>[] = [];

  constructor(devnet: Devnet, channel: string) {
    this.#devnet = devnet;
    this.#channel = channel;
  }

  /** Who an actor is: a user of the folder, or an identity issued now. */
  credentials(actor: Actor): Promise<Credentials> {
    return remembered(this.#identities, `${actor.mspId}/${actor.user}`, async () => {
      const organisation = this.#organisation(actor.mspId);
      const known = actor.lifetimeMs === undefined ? organisation.users[actor.user] : undefined;
      const folder =
        known ??
        (
          await this.#devnet.issueIdentity({
            mspId: actor.mspId,
            name: actor.user,
            lifetimeMs: actor.lifetimeMs ?? ROLE_MS,
            role: "client",
          })
        ).msp;
      return await readCredentials(actor.mspId, folder);
    });
  }

  client(kind: ClientKind, actor: Actor): Promise<Client> {
    return remembered(this.#clients, clientKey(kind, actor), async () => {
      const credentials = await this.credentials(actor);
      const channel = this.#channel;
      if (kind === "fabric-network") {
        const { profile } = this.#organisation(actor.mspId);
        if (!profile) throw new Error(`${actor.mspId} has no connection profile`);
        return await networkClient({ profile, channel, credentials });
      }
      const peer = this.#devnet.description.peers.find(({ mspId }) => mspId === actor.mspId);
      if (!peer) throw new Error(`${actor.mspId} has no peer`);
      return gatewayClient({ address: peer.address, tlsCa: await readFile(peer.tlsCa), channel, credentials });
    });
  }

  /**
   * Makes the next submission connect anew: fabric-network does not listen again to a peer that was down, so
   * applications that lose it start over. What is under way keeps the old connection.
   */
  renew(kind: ClientKind, actor: Actor): void {
    const key = clientKey(kind, actor);
    const old = this.#clients.get(key);
    if (!old) return;
    this.#clients.delete(key);
    this.#replaced.push(old);
  }

  async close(): Promise<void> {
    const clients = await Promise.allSettled([...this.#replaced, ...this.#clients.values()]);
    for (const client of clients) if (client.status === "fulfilled") client.value.close();
  }

  #organisation(mspId: string): Devnet["description"]["organisations"][number] {
    const found = this.#devnet.description.organisations.find((one) => one.mspId === mspId);
    if (!found) throw new Error(`the network has no organisation ${mspId}`);
    return found;
  }
}

const clientKey = (kind: ClientKind, actor: Actor): string => `${kind}/${actor.mspId}/${actor.user}`;

/** What was made for the key, or what is made now; a failure is not remembered. */
function remembered<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = made.get(key);
  if (found) return found;
  const value = make();
  made.set(key, value);
  value.catch(() => made.delete(key));
  return value;
}
