import { message } from "./decodeMessage.ts";

/** `msp.SerializedIdentity` */
export const serializedIdentity = message({
  1: { name: "mspid", type: "string" },
  2: { name: "id_bytes", type: "bytes" },
});

/** `common.SignatureHeader` */
export const signatureHeader = message({
  1: { name: "creator", type: () => serializedIdentity },
  2: { name: "nonce", type: "bytes" },
});
