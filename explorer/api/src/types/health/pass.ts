import type { CheckState } from "@ledgerscope/core";
import type { PassProgress } from "@ledgerscope/warehouse";
import { builder } from "../../builder.ts";
import { checkCountRef } from "../refs.ts";

export const passRef = builder.objectRef<PassProgress>("Pass").implement({
  description: "Background work over stored final blocks, and how far it has come",
  fields: (t) => ({
    name: t.exposeString("pass", { description: "Name of the pass: signatures" }),
    unit: t.exposeString("unit", { description: "What `items` counts" }),
    blocks: t.exposeInt("blocks", { description: "Blocks done" }),
    remaining: t.exposeInt("remaining", { description: "Final blocks that are left" }),
    doneTo: t.exposeInt("doneTo", {
      nullable: true,
      description: "Everything final below this height is done; null while nothing is stored final",
    }),
    items: t.field({ type: "BigInt", description: "What was worked through", resolve: ({ items }) => String(items) }),
    seconds: t.exposeFloat("seconds", { description: "Time that it took, in seconds" }),
    checks: t.field({
      type: [checkCountRef],
      description: "Outcomes of the checks that it makes",
      extensions: { cost: { items: 10 } },
      resolve: ({ checks }) =>
        Object.entries(checks).flatMap(([check, states]) =>
          Object.entries(states).map(([state, count]) => ({ check, state: state as CheckState, count: String(count) })),
        ),
    }),
  }),
});
