import type { Lang } from "../i18n/lang.ts";
import { formatNumber } from "./number.ts";

/** Denominations of an EVM chain's native coin, in wei. The names are the protocol's, not a currency's. */
const denominations = [
  { name: "ether", digits: 18 },
  { name: "gwei", digits: 9 },
  { name: "wei", digits: 0 },
] as const;

/** An amount of wei (decimal text) without loss, in the largest denomination that keeps it readable. */
export function formatWei(wei: string, lang: Lang): { value: string; unit: string } {
  const amount = BigInt(wei);
  if (amount === 0n) return { value: "0", unit: "ether" };
  const magnitude = amount < 0n ? -amount : amount;
  const { name, digits } =
    denominations.find((d) => d.digits === 0 || magnitude >= 10n ** BigInt(Math.max(0, d.digits - 6))) ??
    denominations[2];
  const base = 10n ** BigInt(digits);
  const fraction = (magnitude % base).toString().padStart(digits, "0").replace(/0+$/, "");
  const sign = amount < 0n ? "−" : "";
  const whole = sign + formatNumber(magnitude / base, lang);
  return { value: digits > 0 && fraction !== "" ? `${whole}.${fraction}` : whole, unit: name };
}

/** An amount of a token (decimal text, in its smallest unit) in whole ones, without loss. */
export function formatUnits(amount: string, decimals: number, lang: Lang): string {
  const value = BigInt(amount);
  const magnitude = value < 0n ? -value : value;
  const digits = magnitude.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${value < 0n ? "−" : ""}${formatNumber(BigInt(whole), lang)}${fraction === "" ? "" : `.${fraction}`}`;
}
