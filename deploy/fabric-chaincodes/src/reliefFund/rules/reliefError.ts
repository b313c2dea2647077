import type { Label } from "./label.ts";

/** Why a transaction is refused. Nothing of it reaches the ledger; the client reads `CODE: English / 中文`. */
export const errorCodes = {
  ROLE_UNKNOWN: { zh: "证书中没有九种角色之一", en: "the certificate carries none of the nine roles" },
  ROLE_NOT_ALLOWED: { zh: "该角色无权调用此功能", en: "this role may not call this function" },
  ROLE_ELSEWHERE: { zh: "该角色未授予调用方的组织", en: "the caller's organisation was not given this role" },
  UNIT_NOT_YOURS: { zh: "该机构不属于调用方的组织和角色", en: "the unit is not of the caller's organisation and role" },
  INPUT_INVALID: { zh: "输入无效", en: "the input is invalid" },
  NOT_FOUND: { zh: "记录不存在", en: "there is no such record" },
  ALREADY_EXISTS: { zh: "记录已存在", en: "there is such a record already" },
  STATUS_FORBIDS: { zh: "当前状态不允许此操作", en: "the status does not allow this" },
  SIGNATURE_INVALID: { zh: "出票机构签名无效", en: "the issuer's signature does not verify" },
  OVER_BUDGET: { zh: "超出项目批准金额", en: "more than the project's approved budget" },
  NOT_HOLDER: { zh: "调用方不是汇票持有人", en: "the caller does not hold the bill" },
  PATH_NOT_PLANNED: {
    zh: "严格路径的汇票不得偏离计划路径",
    en: "a bill with a strict path must not leave its planned path",
  },
  UNIT_CANNOT_HOLD: { zh: "该机构的角色不能持有汇票", en: "the unit's role cannot hold bills" },
  NOT_REDEEMABLE: { zh: "不在汇票兑现范围内", en: "outside the bill's scope of redemption" },
  EXPIRED: { zh: "汇票已过期", en: "the bill has expired" },
  SERIAL_USED: { zh: "银行流水号已用于另一笔拨付", en: "the serial number belongs to another remittance" },
} as const satisfies Record<string, Label>;

export type ErrorCode = keyof typeof errorCodes;

export class ReliefError extends Error {
  readonly code: ErrorCode;

  /** @param detail which record, which value; said after the English text */
  constructor(code: ErrorCode, detail: string) {
    const { zh, en } = errorCodes[code];
    super(`${code}: ${en} (${detail}) / ${zh}`);
    this.code = code;
  }
}
