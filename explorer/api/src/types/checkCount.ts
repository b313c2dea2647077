import { checkStateEnum } from "./enums.ts";
import { checkCountRef } from "./refs.ts";

checkCountRef.implement({
  description: "How often a check came out one way",
  fields: (t) => ({
    check: t.exposeString("check", { description: "Such as header_hash, data_hash, orderer_signatures" }),
    state: t.expose("state", { type: checkStateEnum, description: "What came of it" }),
    count: t.expose("count", { type: "BigInt", description: "How many blocks or items came out so" }),
  }),
});
