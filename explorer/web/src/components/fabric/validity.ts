/** Days before the end of a certificate's validity at which it is warned of, and at which it is urgent. */
export const WARN_DAYS = 60;
const URGENT_DAYS = 7;

const DAY_MS = 86_400_000;

/** How a certificate stands at a moment. */
export type Validity =
  | { readonly state: "unknown" }
  | { readonly state: "future" }
  | { readonly state: "expired"; readonly days: number }
  | { readonly state: "valid" | "ending" | "urgent"; readonly days: number };

/**
 * @param notBefore, notAfter RFC 3339; null where the certificate could not be read.
 * @returns with whole days that are left, or that have passed since it ended.
 */
export function validityOf(notBefore: string | null, notAfter: string | null, nowMs: number): Validity {
  if (notBefore === null || notAfter === null) return { state: "unknown" };
  if (Date.parse(notBefore) > nowMs) return { state: "future" };
  const days = Math.floor(Math.abs(Date.parse(notAfter) - nowMs) / DAY_MS);
  if (Date.parse(notAfter) < nowMs) return { state: "expired", days };
  return { state: days < URGENT_DAYS ? "urgent" : days < WARN_DAYS ? "ending" : "valid", days };
}
