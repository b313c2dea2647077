import { storedRangeRef } from "./refs.ts";

storedRangeRef.implement({
  description: "Blocks that are stored, half-open: from <= height < to",
  fields: (t) => ({
    from: t.exposeInt("from"),
    to: t.exposeInt("to"),
  }),
});
