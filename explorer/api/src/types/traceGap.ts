import { langEnum } from "./enums.ts";
import { traceGapRef } from "./refs.ts";

traceGapRef.implement({
  description: "What could not be seen, and what to turn on to see it",
  fields: (t) => {
    const lang = t.arg({ type: langEnum, required: true });
    return {
      stage: t.exposeString("stage"),
      node: t.exposeString("node", { nullable: true }),
      reason: t.string({ args: { lang }, resolve: ({ reason }, args) => reason[args.lang] }),
      advice: t.string({ args: { lang }, resolve: ({ advice }, args) => advice[args.lang] }),
    };
  },
});
