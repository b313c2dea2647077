import { mayRead, type Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import { type FabricIdentityRow, identitiesOf } from "./queries/fabric/identities.ts";
import { type CertificateKey, type IdentityUse, identityUses } from "./queries/fabric/identityUses.ts";
import { keeping } from "./remembered.ts";

/** A certificate in a network; the channel where it is known, for speed. */
export interface Certificate {
  readonly network: string;
  readonly channel?: string | undefined;
  /** Lower-case hex. */
  readonly certSha256: string;
}

/** A certificate that was read stays what it is; who may read its channel shares it. */
const certificates = keeping<FabricIdentityRow>(2_000);

const groupOf = ({ network, channel }: Certificate): string => JSON.stringify([network, channel ?? null]);

/** What is looked up of certificates. */
export function createIdentityLoaders(viewer: Viewer, warehouse: Warehouse) {
  return {
    fabricIdentity: batched<Certificate, FabricIdentityRow, FabricIdentityRow | undefined>({
      group: groupOf,
      load: async (keys) => {
        const [{ network, channel }] = keys;
        // Those of any channel are always asked for: which of them a viewer may read is the engine's to say.
        const held = channel !== undefined && mayRead(viewer, network, channel);
        const nameOf = (certSha256: string): string => JSON.stringify([network, channel, certSha256]);
        const known = keys.flatMap(({ certSha256 }) => (held && certificates.get(warehouse, nameOf(certSha256))) || []);
        const wanted = keys
          .map(({ certSha256 }) => certSha256)
          .filter((certificate) => !known.some(({ certSha256 }) => certSha256 === certificate));
        const read =
          wanted.length === 0 ? [] : await identitiesOf(viewer, warehouse, { name: network, channel }, wanted);
        if (held) for (const row of read) certificates.set(warehouse, nameOf(row.certSha256), row);
        return [...known, ...read];
      },
      keyOf: ({ certSha256 }) => certSha256,
      rowKeyOf: ({ certSha256 }) => certSha256,
      value: only,
    }),
    fabricIdentityUses: batched<Certificate & CertificateKey, IdentityUse, readonly IdentityUse[]>({
      group: groupOf,
      load: (keys) => identityUses(viewer, warehouse, { name: keys[0].network, channel: keys[0].channel }, keys),
      keyOf: ({ msp, certSha256 }) => `${msp}|${certSha256}`,
      rowKeyOf: ({ msp, certSha256 }) => `${msp}|${certSha256}`,
      value: all,
    }),
  };
}
