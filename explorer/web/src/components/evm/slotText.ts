/** Numbers up to here are told as numbers: what is larger is an address, a hash, or text. */
const MAX_NUMBER = 2n ** 96n;

/**
 * What 32 bytes of storage most likely are. Nothing on a chain says it: a short text as Solidity packs it (its bytes,
 * then twice its length in the last one), a small number, or the bytes as they stand, an address without its zeros.
 * https://docs.soliditylang.org/en/latest/internals/layout_in_storage.html
 */
export function slotText(bytes: string): { readonly kind: "text" | "number" | "bytes"; readonly text: string } {
  const digits = bytes.replace(/^0x/, "").padStart(64, "0");
  const length = Number.parseInt(digits.slice(62), 16) / 2;
  if (Number.isInteger(length) && length > 0 && length < 32 && /^0*$/.test(digits.slice(2 * length, 62))) {
    const packed = digits.slice(0, 2 * length).match(/../g) ?? [];
    const codes = packed.map((pair) => Number.parseInt(pair, 16));
    if (codes.every((code) => code >= 0x20 && code < 0x7f)) {
      return { kind: "text", text: JSON.stringify(String.fromCharCode(...codes)) };
    }
  }
  const number = BigInt(`0x${digits}`);
  if (number < MAX_NUMBER) return { kind: "number", text: number.toString() };
  return { kind: "bytes", text: /^0{24}[1-9a-f]/.test(digits) ? `0x${digits.slice(24)}` : `0x${digits}` };
}
