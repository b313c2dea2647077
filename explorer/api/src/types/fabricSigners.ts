import { builder } from "../builder.ts";
import type { Loaders } from "../loaders.ts";
import { fabricIdentityRef } from "./fabric/refs.ts";
import { fabricBlockSignatureRef } from "./fabricBlockSignature.ts";
import { fabricEndorsementRef, fabricTransactionRef } from "./refs.ts";

interface Signer {
  readonly network: string;
  readonly channel: string;
  readonly certSha256: string;
}

const identity = async (loaders: Loaders, { network, channel, certSha256 }: Signer) =>
  certSha256 === "" ? null : ((await loaders.fabricIdentity.load({ network, channel, certSha256 })) ?? null);

builder.objectField(fabricTransactionRef, "creator", (t) =>
  t.field({
    type: fabricIdentityRef,
    nullable: true,
    description: "Who made it; null where the certificates of its block were not read yet",
    resolve: ({ network, channel, creatorCertSha256: certSha256 }, _args, { loaders }) =>
      identity(loaders, { network, channel, certSha256 }),
  }),
);

builder.objectField(fabricEndorsementRef, "identity", (t) =>
  t.field({
    type: fabricIdentityRef,
    nullable: true,
    description: "The endorser; null where the certificates of its block were not read yet",
    resolve: (endorsement, _args, { loaders }) => identity(loaders, endorsement),
  }),
);

builder.objectField(fabricBlockSignatureRef, "identity", (t) =>
  t.field({
    type: fabricIdentityRef,
    nullable: true,
    description: "The signer; null where it cannot be known, or the certificates were not read yet",
    resolve: (signature, _args, { loaders }) => identity(loaders, signature),
  }),
);
