import { defineTable } from "@ledgerscope/schema";
import { blockPlace, byHeight } from "./placeColumns.ts";

export const fabricIdentities = defineTable({
  name: "fabric_identities",
  comment: "Certificates that blocks name, one row each; where and as what each is used is in fabric_identity_uses",
  orderBy: ["network", "channel", "msp", "cert_sha256", "height"],
  partitionBy: byHeight,
  textView: false,
  columns: {
    ...blockPlace,
    msp: { type: "LowCardinality(String)", comment: "MSP id; empty for TLS certificates of Raft consenters" },
    cert_sha256: { type: "FixedString(32)", comment: "SHA-256 of the certificate (DER)", hex: "" },
    subject: { type: "String", comment: "Subject, the most specific part first" },
    common_name: { type: "String", comment: "Common name of the subject" },
    issuer: { type: "String", comment: "Issuer, the most specific part first" },
    serial: { type: "String", comment: "Serial number in upper-case hex" },
    organizational_units: { type: "Array(String)", comment: "Organisational units of the subject" },
    roles: {
      type: "Array(String)",
      comment: "client, peer, admin, orderer: as the MSP's node OUs and list of administrators say",
    },
    attributes: { type: "String", comment: "Attributes that Fabric CA put into it, as JSON; empty when none" },
    not_before: { type: "DateTime64(3)", comment: "Valid from, UTC" },
    not_after: {
      type: "DateTime64(3)",
      comment: "Valid until, UTC; Fabric accepts signatures of expired certificates",
    },
    is_authority: { type: "Bool", comment: "It may sign certificates" },
    key_type: { type: "LowCardinality(String)", comment: "Type of its key, such as ec prime256v1" },
    alternative_names: { type: "Array(String)", comment: "Subject alternative names" },
    pem: { type: "String", comment: "The certificate as it stands in the block (PEM)", codec: "ZSTD(3)" },
    decode_error: { type: "String", comment: "Why the certificate could not be read; empty when it could" },
  },
});
