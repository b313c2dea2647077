import { storedRangeRef } from "./refs.ts";

storedRangeRef.implement({
  description: "Blocks that are stored, half-open: from <= height < to",
  fields: (t) => ({
    from: t.exposeInt("from", { description: "First height" }),
    to: t.exposeInt("to", { description: "First height above" }),
  }),
});
