import { ConfigError } from "@ledgerscope/core";

/** Orders of the curves that Fabric signs with (SEC 2), by OpenSSL's names. */
const ORDERS: Readonly<Record<string, bigint>> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

/**
 * An ECDSA signature in DER with the lower of the two possible s: Fabric refuses the other one
 * (fabric bccsp/utils/ecdsa.go).
 * @param raw r ‖ s, as `dsaEncoding: "ieee-p1363"` gives it.
 * @throws ConfigError for another curve.
 */
export function lowS(raw: Uint8Array, curve: string): Uint8Array {
  const order = ORDERS[curve];
  if (order === undefined) {
    throw new ConfigError(
      `identity: a key on curve "${curve}" is not one that Fabric knows: use P-256, P-384 or Ed25519`,
    );
  }
  const half = raw.length / 2;
  const [r, s] = [raw.subarray(0, half), raw.subarray(half)].map((part) =>
    BigInt(`0x${Buffer.from(part).toString("hex")}`),
  ) as [bigint, bigint];
  const body = Buffer.concat([derInteger(r), derInteger(s > order / 2n ? order - s : s)]);
  return Buffer.concat([Uint8Array.of(0x30, body.length), body]);
}

/** Short form lengths suffice: an integer of P-384 has 49 bytes at most. */
function derInteger(value: bigint): Uint8Array {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  const padded = (bytes[0] as number) >= 0x80 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes;
  return Buffer.concat([Uint8Array.of(0x02, padded.length), padded]);
}
