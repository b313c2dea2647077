import type { Viewer } from "@ledgerscope/core";
import { builder } from "../builder.ts";

const viewerInfoRef = builder.objectRef<Viewer>("ViewerInfo").implement({
  description: "Who is asking, as the server sees it",
  fields: (t) => ({
    name: t.exposeString("name"),
    roles: t.field({ type: ["String"], resolve: ({ roles }) => [...roles] }),
  }),
});

builder.queryField("viewer", (t) => t.field({ type: viewerInfoRef, resolve: (_root, _args, { viewer }) => viewer }));
