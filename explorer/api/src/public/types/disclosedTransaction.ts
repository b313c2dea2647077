import { txStatusEnum } from "./enums.ts";
import { transactionRef } from "./refs.ts";

transactionRef.implement({
  description: "A published transaction and what became of it",
  fields: (t) => ({
    height: t.exposeInt("height"),
    txIndex: t.exposeInt("txIndex", { description: "Position in the block, from 0" }),
    txId: t.exposeString("txId", { description: "Empty for some configuration transactions" }),
    headerType: t.exposeString("headerType", { description: "common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …" }),
    status: t.expose("status", { type: txStatusEnum }),
    validationCode: t.exposeInt("validationCode", { description: "peer.TxValidationCode; 0 is VALID" }),
    validationName: t.exposeString("validationName"),
    chaincode: t.exposeString("chaincode"),
    function: t.exposeString("function", { description: "First argument, by convention the function's name" }),
    time: t.field({
      type: "DateTime",
      nullable: true,
      description: "The client's claim",
      resolve: ({ timeMs }) => timeMs || null,
    }),
  }),
});
