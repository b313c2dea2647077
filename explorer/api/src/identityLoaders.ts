import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import { type FabricIdentityRow, identitiesOf } from "./queries/fabric/identities.ts";
import { type CertificateKey, type IdentityUse, identityUses } from "./queries/fabric/identityUses.ts";

/** A certificate in a network; the channel where it is known, for speed. */
export interface Certificate {
  readonly network: string;
  readonly channel?: string | undefined;
  /** Lower-case hex. */
  readonly certSha256: string;
}

const groupOf = ({ network, channel }: Certificate): string => JSON.stringify([network, channel ?? null]);

/** What is looked up of certificates. */
export function createIdentityLoaders(viewer: Viewer, warehouse: Warehouse) {
  return {
    fabricIdentity: batched<Certificate, FabricIdentityRow, FabricIdentityRow | undefined>({
      group: groupOf,
      load: (keys) =>
        identitiesOf(
          viewer,
          warehouse,
          { name: keys[0].network, channel: keys[0].channel },
          keys.map(({ certSha256 }) => certSha256),
        ),
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
