import type { Label } from "./label.ts";

/** Why the ledger holds something against a hop of a bill or a remittance. Codes are stored, labels are for pages. */
export const reasonCodes = {
  AMOUNT_MISMATCH: { zh: "实际金额与应拨金额不符", en: "the amount remitted is not the amount due" },
  PAYER_ACCOUNT_MISMATCH: { zh: "拨款账户与登记账户不符", en: "the paying account is not the one registered" },
  PAYEE_ACCOUNT_MISMATCH: { zh: "收款账户与登记账户不符", en: "the receiving account is not the one registered" },
  SERIAL_MISMATCH: { zh: "单位登记的流水号与银行流水号不符", en: "unit and bank name different serial numbers" },
  DEADLINE_EXCEEDED: { zh: "实际汇款时间超过截止时间", en: "remitted after the deadline" },
  OFF_PATH: { zh: "流转对象不在计划路径上", en: "the receiver is not on the planned path" },
  STAGE_SKIPPED: { zh: "跳过计划路径的环节", en: "a stage of the planned path was skipped" },
} as const satisfies Record<string, Label>;

export type ReasonCode = keyof typeof reasonCodes;

/** Why a bill went back to its issuer. */
export const refundReasons = {
  PROJECT_CANCELLED: { zh: "项目取消", en: "the project was cancelled" },
  SURPLUS: { zh: "资金结余", en: "funds left over" },
  LEFT_PATH: { zh: "偏离计划路径,责令退回", en: "left the planned path, ordered back" },
  PAYEE_CHANGED: { zh: "收款单位变更", en: "the payee changed" },
} as const satisfies Record<string, Label>;

export type RefundReason = keyof typeof refundReasons;
