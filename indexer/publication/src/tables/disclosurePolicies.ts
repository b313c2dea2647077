import { defineTable } from "@ledgerscope/schema";

export const disclosurePolicies = defineTable({
  name: "disclosure_policies",
  comment: "Every policy that was ever in force, oldest first; the one with the highest version is in force",
  orderBy: ["version"],
  replacingBy: "applied_at",
  columns: {
    version: { type: "UInt32", comment: "Version, as the policy states it" },
    sha256: { type: "String", comment: "SHA-256 of the text, lower-case hex" },
    text: { type: "String", comment: "The policy file, byte for byte (YAML)" },
    applied_at: { type: "DateTime64(3)", comment: "When it came into force, UTC" },
  },
});
