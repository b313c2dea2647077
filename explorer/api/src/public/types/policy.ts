import { builder } from "../builder.ts";
import { policyInForce } from "../queries/policy.ts";
import { policyRef } from "./refs.ts";

policyRef.implement({
  description: "The publication policy in force: what it does not name is not published",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Raised with every change" }),
    sha256: t.expose("sha256", { type: "Hex", description: "SHA-256 of the text" }),
    text: t.exposeString("text", { description: "The policy file, byte for byte (YAML)" }),
    appliedAt: t.field({
      description: "When it came into force",
      type: "DateTime",
      resolve: ({ appliedAtMs }) => appliedAtMs,
    }),
  }),
});

builder.queryField("policy", (t) =>
  t.field({
    type: policyRef,
    nullable: true,
    description: "The policy in force; null while nothing is published",
    resolve: (_root, _args, { reader }) => policyInForce(reader),
  }),
);
