import type { RecoverSigner } from "@ledgerscope/proof";
import { recoverAddresses, SIGNED_BYTES } from "../bin/secp256k1.mjs";

const DIGEST_BYTES = 32;

/** WebAssembly: about ten times the speed of plain JavaScript. */
export const recoverSigner: RecoverSigner = (digest, signature) => {
  const signed = new Uint8Array(SIGNED_BYTES);
  signed.set(digest);
  signed.set(signature, DIGEST_BYTES);
  const address = recoverAddresses(signed);
  return address.some((byte) => byte !== 0) ? address : undefined;
};
