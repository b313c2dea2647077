import { fabricBlockRef } from "./refs.ts";

fabricBlockRef.implement({
  description: "What only a Fabric block has",
  fields: (t) => ({
    dataHash: t.expose("dataHash", { type: "Hex", description: "SHA-256 of the concatenated envelopes" }),
    commitHash: t.expose("commitHash", {
      type: "Hex",
      nullable: true,
      description: "Commit hash that the peer wrote into the metadata; null when absent",
    }),
    validCount: t.exposeInt("validCount", { description: "Envelopes with validation code 0" }),
    bytes: t.expose("bytes", { type: "BigInt", description: "Size of the block as read, in bytes" }),
    ordererMsps: t.field({
      type: ["String"],
      description: "MSP ids of the orderers whose signatures the block carries",
      resolve: ({ ordererMsps }) => [...ordererMsps],
    }),
    lastConfig: t.int({
      description: "Height of the configuration block in force",
      resolve: ({ lastConfig }) => Number(lastConfig),
    }),
  }),
});
