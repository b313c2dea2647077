import { certificateOf } from "./certificate.ts";
import type { Json } from "./messages/decodeMessage.ts";

/**
 * A decoded value in words, for people: `max_message_count 50, absolute_max_bytes 10485760`. Certificates are
 * named by their subject and the start of their fingerprint; what is empty is left out.
 */
export function valueText(value: Json): string {
  return parts("", value).join(", ");
}

function parts(name: string, value: Json): string[] {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
  if (typeof value === "object" && !Array.isArray(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [name];
    return entries.flatMap(([key, inner]) => parts(name === "" ? key : `${name}.${key}`, inner));
  }
  const items = Array.isArray(value) ? value : [value as Json];
  if (items.every((item) => item === null || typeof item !== "object")) {
    return [[name, ...items.map(scalarText)].filter((part) => part !== "").join(" ")];
  }
  return items.flatMap((item, index) => parts(`${name}[${index}]`, item));
}

/** `LS0tLS1CRUdJTiBD` is base64 of `-----BEGIN C`. */
function scalarText(value: Json): string {
  if (typeof value !== "string" || !value.startsWith("LS0tLS1CRUdJTiBD")) return String(value);
  const certificate = certificateOf(Buffer.from(value, "base64"));
  return certificate ? `${certificate.subject} (sha256 ${certificate.sha256.toString("hex").slice(0, 16)}…)` : value;
}
