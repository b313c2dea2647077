import type { ConfigElement } from "./configElements.ts";
import type { IdentityUse } from "./identityUses.ts";
import type { Json, JsonObject } from "./messages/decodeMessage.ts";

export interface ConfigIdentity {
  /** Empty where the configuration does not say. */
  readonly mspId: string;
  readonly pem: Uint8Array;
  readonly use: IdentityUse;
}

const MSP_CERTIFICATES: readonly [string, IdentityUse][] = [
  ["root_certs", "root"],
  ["intermediate_certs", "intermediate"],
  ["admins", "admin"],
  ["tls_root_certs", "tls_root"],
  ["tls_intermediate_certs", "tls_intermediate"],
];

/** The certificates that stand in a configuration: those of MSPs and of consenters. */
export function configIdentities(elements: readonly ConfigElement[]): ConfigIdentity[] {
  return elements.flatMap(({ kind, name, value }) => {
    if (kind !== "value" || value === null || typeof value !== "object") return [];
    const held = value as JsonObject;
    if (name === "MSP") return ofMsp(held["config"] ?? null);
    if (name === "Orderers") return ofConsenters(held["consenter_mapping"] ?? null);
    if (name === "ConsensusType") return ofConsenters((held["metadata"] as JsonObject | null)?.["consenters"] ?? null);
    return [];
  });
}

function ofMsp(config: Json): ConfigIdentity[] {
  if (config === null || typeof config !== "object") return [];
  const msp = config as JsonObject;
  return MSP_CERTIFICATES.flatMap(([field, use]) =>
    pems(msp[field]).map((pem) => ({ mspId: String(msp["name"] ?? ""), pem, use })),
  );
}

function ofConsenters(consenters: Json): ConfigIdentity[] {
  if (!Array.isArray(consenters)) return [];
  return (consenters as readonly JsonObject[]).flatMap((consenter) => {
    const mspId = String(consenter["msp_id"] ?? "");
    return [
      ...pems([consenter["identity"] ?? null]).map((pem) => ({ mspId, pem, use: "consenter" as const })),
      ...pems([consenter["client_tls_cert"] ?? null, consenter["server_tls_cert"] ?? null]).map((pem) => ({
        mspId,
        pem,
        use: "consenter_tls" as const,
      })),
    ];
  });
}

const pems = (values: Json | undefined): Uint8Array[] =>
  Array.isArray(values)
    ? values.filter((value) => typeof value === "string").map((value) => Buffer.from(value, "base64"))
    : [];
