import type { Viewer } from "@ledgerscope/core";
import { builder } from "../builder.ts";

const viewerInfoRef = builder.objectRef<Viewer>("ViewerInfo").implement({
  description: "Who is asking, as the server sees it",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name in the configuration; `anonymous` without a token" }),
    roles: t.field({
      type: ["String"],
      description: "Roles in the configuration",
      resolve: ({ roles }) => [...roles],
    }),
    seesEverything: t.boolean({
      description: "May read every network and channel, and therefore the SQL behind the answers",
      resolve: (_viewer, _args, context) => context.seesEverything,
    }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({ type: viewerInfoRef, description: "Who is asking", resolve: (_root, _args, { viewer }) => viewer }),
);
