import { ReliefError } from "./reliefError.ts";

const AMOUNT = /^(0|[1-9]\d{0,12})\.\d{2}$/;

/** An amount in yuan with two decimals, `125000.00`, as the number of fen. */
export function fenOf(amount: string): bigint {
  if (!AMOUNT.test(amount))
    throw new ReliefError("INPUT_INVALID", `${amount.slice(0, 40)} is not yuan with two decimals`);
  return BigInt(amount.replace(".", ""));
}

export function amountOf(fen: bigint): string {
  const digits = fen.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
