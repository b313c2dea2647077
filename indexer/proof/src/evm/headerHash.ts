import { encodeHeader, missingField } from "./encodeHeader.ts";
import type { EvmHeader } from "./header.ts";
import { type HeaderProfile, headerProfile } from "./headerProfile.ts";
import type { Keccak256 } from "./keccak256.ts";
import { decodeSeals } from "./seals/decodeSeals.ts";

/**
 * Hash of the header by its profile.
 * @returns undefined when there is no profile, the extra data are not of its form, or a field is missing between others.
 */
export function headerHash(
  header: EvmHeader,
  keccak256: Keccak256,
  profile: HeaderProfile | undefined = headerProfile(header),
): Uint8Array | undefined {
  if (!profile || missingField(header)) return undefined;
  if (profile === "ethereum") return keccak256(encodeHeader(header));
  const seals = decodeSeals(header, profile);
  return seals && keccak256(encodeHeader({ ...header, extraData: seals.hashedExtra }));
}
