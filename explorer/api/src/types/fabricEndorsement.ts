import { fabricEndorsementRef } from "./refs.ts";

fabricEndorsementRef.implement({
  description: "A peer's signature under what a transaction does",
  fields: (t) => ({
    msp: t.exposeString("msp", { description: "MSP id of the endorser" }),
    certSha256: t.expose("certSha256", { type: "Hex", description: "SHA-256 of the endorser's certificate (DER)" }),
  }),
});
