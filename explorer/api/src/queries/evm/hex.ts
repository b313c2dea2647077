/** A binary column of a row as 0x-hex; null stays null. */
export const hex = (column: string): string => `'0x' || lower(hex(${column}))`;

/** An address bound as 40 hex digits without prefix, as the tables hold it. */
export const addressParam = (name: string): string => `toFixedString(unhex({${name}:String}), 20)`;

/** @returns the 40 digits in lower case; undefined when it is no address. */
export function addressDigits(text: string): string | undefined {
  return /^(?:0x)?([0-9a-f]{40})$/i.exec(text.trim())?.[1]?.toLowerCase();
}
