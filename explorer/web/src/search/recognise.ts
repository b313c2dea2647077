/** What a query looks like, to tell somebody whose search found nothing. */
export function recognise(query: string): "height" | "hash" | "address" | "text" {
  if (/^\d{1,12}$/.test(query)) return "height";
  if (/^0x[0-9a-f]{40}$/i.test(query)) return "address";
  if (/^(0x)?[0-9a-f]{16,64}$/i.test(query)) return "hash";
  return "text";
}
