import { builder } from "../../builder.ts";
import { diagnosisKindEnum, traceStatusEnum } from "../enums.ts";

/** Which transactions a list holds. */
export const traceFilterInput = builder.inputType("TraceFilter", {
  description: "All that is given must hold",
  fields: (t) => ({
    statuses: t.field({ type: [traceStatusEnum], description: "It is one of these" }),
    chaincode: t.string({ description: "Chaincode that was called, or recipient" }),
    function: t.string({ description: "Function that was called" }),
    organisation: t.string({ description: "MSP id of the creator (Fabric), sender (EVM)" }),
    node: t.string({ description: "It took part, in `stage` where that is given" }),
    stage: t.string({ description: "It has such a span: fabric.endorse.peer" }),
    minDurationNs: t.float({ description: "At least this long, in nanoseconds; with `stage`, in one span of it" }),
    code: t.string({ description: "Its diagnosis: mvcc_read_conflict" }),
    subCause: t.string({ description: "And its sub-cause: hot_key_in_block" }),
    kind: t.field({ type: diagnosisKindEnum, description: "It has a diagnosis of this kind" }),
    key: t.string({ description: "It failed over this key, in printable form" }),
  }),
});
