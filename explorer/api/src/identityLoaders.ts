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
        const keyOf = (certSha256: string): string => `${groupOf(keys[0])} ${certSha256}`;
        const known = keys.flatMap(({ certSha256 }) => certificates.get(warehouse, keyOf(certSha256)) ?? []);
        const wanted = keys
          .map(({ certSha256 }) => certSha256)
          .filter((certificate) => !known.some(({ certSha256 }) => certSha256 === certificate));
        const of = { name: keys[0].network, channel: keys[0].channel };
        const read = wanted.length === 0 ? [] : await identitiesOf(viewer, warehouse, of, wanted);
        for (const row of read) certificates.set(warehouse, keyOf(row.certSha256), row);
        return [...known.filter(({ network, channel }) => mayRead(viewer, network, channel)), ...read];
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
