import { outcomeRef } from "./refs.ts";

outcomeRef.implement({
  description: "How many transactions came out one way",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the validation code" }),
    count: t.expose("count", { type: "BigInt" }),
  }),
});
