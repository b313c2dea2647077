import { builder } from "../../builder.ts";
import type { ObservedLog } from "../../queries/health.ts";

export const observedLogRef = builder.objectRef<ObservedLog>("ObservedLog").implement({
  description: "A node's log and how far it has been read",
  fields: (t) => ({
    node: t.exposeString("node", { description: "Whose log it is" }),
    path: t.string({
      description: "Where it was read last; its name alone for viewers who may not see everything",
      resolve: ({ path }, _args, { seesEverything }) => (seesEverything ? path : path.slice(path.lastIndexOf("/") + 1)),
    }),
    offset: t.expose("offset", { type: "BigInt", description: "Bytes read, after unpacking" }),
    lines: t.expose("lines", { type: "BigInt", description: "Lines read" }),
    facts: t.expose("facts", { type: "BigInt", description: "Facts found in them" }),
    malformed: t.expose("malformed", { type: "BigInt", description: "Lines that could not be read" }),
    reasons: t.stringList({
      description: "Why lines could not be read, most frequent first; at most 5",
      resolve: ({ reasons }) => [...reasons],
    }),
    last: t.field({
      type: "DateTime",
      description: "When something of it was read last",
      resolve: ({ lastNs }) => Number(BigInt(lastNs) / 1_000_000n),
    }),
  }),
});
