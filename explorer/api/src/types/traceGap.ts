import { langEnum } from "./enums.ts";
import { traceGapRef } from "./refs.ts";

traceGapRef.implement({
  description: "What could not be seen, and what to turn on to see it",
  fields: (t) => {
    const lang = t.arg({ type: langEnum, required: true });
    return {
      stage: t.exposeString("stage", { description: "Stage that is missing" }),
      node: t.exposeString("node", { nullable: true, description: "Where; null where it is no single node's" }),
      reason: t.string({
        description: "Why it could not be seen",
        args: { lang },
        resolve: ({ reason }, args) => reason[args.lang],
      }),
      advice: t.string({
        description: "What to turn on to see it",
        args: { lang },
        resolve: ({ advice }, args) => advice[args.lang],
      }),
    };
  },
});
