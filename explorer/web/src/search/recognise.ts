/** What a query looks like, to tell somebody whose search found nothing. */
export type Recognised = "height" | "address" | "selector" | "hash" | "beginning" | "text";

export function recognise(query: string): Recognised {
  if (/^\d{1,12}$/.test(query)) return "height";
  if (/^(0x)?[0-9a-f]{40}$/i.test(query)) return "address";
  if (/^0x[0-9a-f]{8}$/i.test(query)) return "selector";
  if (/^(0x)?[0-9a-f]{64}$/i.test(query)) return "hash";
  if (/^(0x)?[0-9a-f]{8,63}$/i.test(query)) return "beginning";
  return "text";
}
