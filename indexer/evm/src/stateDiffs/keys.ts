import { fromHex } from "../hex.ts";
import { MalformedTrace } from "../traces/answerFields.ts";

/** An address that is the key of an object. */
export function addressKey(key: string): Uint8Array {
  if (!/^0x[0-9a-fA-F]{40}$/.test(key)) throw new MalformedTrace(`${key.slice(0, 66)} is no address`);
  return fromHex(key);
}

/** A storage slot that is the key of an object, as 64 digits of hex. */
export function wordKey(key: string): string {
  if (!/^0x[0-9a-fA-F]{1,64}$/.test(key)) throw new MalformedTrace(`${key.slice(0, 66)} is no storage slot`);
  return key.slice(2).toLowerCase().padStart(64, "0");
}
