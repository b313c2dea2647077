import { builder } from "../builder.ts";

export const heightRangeInput = builder.inputType("HeightRange", {
  description: "Heights from one to another, both included; what is left out does not bound",
  fields: (t) => ({ from: t.int({ description: "Lowest height" }), to: t.int({ description: "Highest height" }) }),
});

export const timeRangeInput = builder.inputType("TimeRange", {
  description: "A stretch of time by the times of blocks; what is left out does not bound",
  fields: (t) => ({
    from: t.field({ type: "DateTime", description: "First moment that is part of it" }),
    to: t.field({ type: "DateTime", description: "First moment that is not part of it any more" }),
  }),
});

export const blockWhereInput = builder.inputType("BlockWhere", {
  description: "Which blocks a list holds; all that is given must hold",
  fields: (t) => ({
    height: t.field({ type: heightRangeInput, description: "Of these heights" }),
    time: t.field({ type: timeRangeInput, description: "Of these times" }),
  }),
});
