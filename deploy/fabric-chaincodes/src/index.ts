// Loads nothing of Fabric's: clients import it.
export { canonicalJson } from "./canonicalJson.ts";
export type * from "./reliefFund/records.ts";
export { instructionBytes, verifyInstruction } from "./reliefFund/rules/instruction.ts";
export { permissions } from "./reliefFund/rules/permissions.ts";
export { reasonCodes, refundReasons } from "./reliefFund/rules/reasonCodes.ts";
export { errorCodes } from "./reliefFund/rules/reliefError.ts";
export { roleLabels } from "./reliefFund/rules/roles.ts";
export * from "./scenario/reliefFundStories.ts";
export type * from "./scenario/reliefStory.ts";
