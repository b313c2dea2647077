import { builder } from "../../builder.ts";
import type { CheckException } from "../../queries/health.ts";
import { checkStateEnum } from "../enums.ts";

export const checkExceptionRef = builder.objectRef<CheckException>("CheckException").implement({
  description: "A check on stored blocks that was not verified, over neighbouring heights",
  fields: (t) => ({
    pass: t.string({
      nullable: true,
      description: "Background pass that made it; null: made when the block was stored",
      resolve: ({ pass }) => pass || null,
    }),
    check: t.exposeString("check", { description: "Name of the check: orderer_signatures" }),
    state: t.expose("state", { type: checkStateEnum, description: "Its outcome" }),
    from: t.exposeInt("from", { description: "First height" }),
    to: t.exposeInt("to", { description: "One past the last height" }),
    count: t.expose("count", { type: "BigInt", description: "Checks, at least one for each height" }),
    detail: t.exposeString("detail", { description: "Reason; for failed: what was expected and what was found" }),
  }),
});
