import { builder } from "../builder.ts";
import { type FabricBlockSignatureRow, MAX_CONFLICTS } from "../queries/fabricEvidence.ts";
import { fabricBlockRef } from "./refs.ts";

export const fabricBlockSignatureRef = builder.objectRef<FabricBlockSignatureRow>("FabricBlockSignature").implement({
  description: "A signature of an orderer in the metadata of a block",
  fields: (t) => ({
    metadataIndex: t.exposeInt("metadataIndex", {
      description: "common.BlockMetadataIndex: 0 SIGNATURES; before 2.0 also 1 LAST_CONFIG, 3 ORDERER",
    }),
    msp: t.exposeString("msp", { description: "MSP id of the signer; empty where it cannot be known" }),
    certSha256: t.expose("certSha256", {
      type: "Hex",
      description: "SHA-256 of the signer's certificate (DER); empty where it cannot be known",
    }),
    consenterId: t.int({
      nullable: true,
      description: "BFT: number of the signer in the channel configuration",
      resolve: ({ consenterId }) => Number(consenterId) || null,
    }),
    nonce: t.expose("nonce", { type: "Hex", description: "Nonce of the signature's header" }),
    signature: t.expose("signature", { type: "Hex", description: "ECDSA signature (DER)" }),
  }),
});

builder.objectFields(fabricBlockRef, (t) => ({
  consensus: t.exposeString("consensus", {
    description: "What the consensus wrote into the block, as JSON: Raft's index, BFT's view; empty where not known",
  }),
  signatures: t.field({
    type: [fabricBlockSignatureRef],
    description: `Signatures of the orderers, at most ${MAX_CONFLICTS}`,
    extensions: { cost: { items: 5 } },
    resolve: async ({ network, height }, _args, { loaders }) => [
      ...(await loaders.fabricBlockSignatures.load({ network, height: Number(height) })),
    ],
  }),
}));
