/** What names a block in a path: its height in decimal without leading zeros, or its hash; else undefined. */
export function blockInPath(part: string): { readonly height: number } | { readonly hash: string } | undefined {
  if (/^(0|[1-9]\d{0,8})$/.test(part)) return { height: Number(part) };
  if (/^(0x)?[0-9a-f]{64}$/i.test(part)) return { hash: part };
  return undefined;
}
