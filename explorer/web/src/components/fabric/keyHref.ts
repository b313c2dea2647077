import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { url, type View } from "../../url.ts";
import { bytesView } from "./keyView.ts";

interface Space {
  readonly namespace: string;
  /** Empty for public state. */
  readonly collection: string;
}

/** The page of a key, whatever its bytes. */
export function keyHref(
  lang: Lang,
  network: string,
  { namespace, collection, keyHex }: Space & { readonly keyHex: string },
  view: View = {},
): string {
  const bytes = bytesView(keyHex);
  return url.key(lang, network, namespace, "text" in bytes ? bytes.text : undefined, {
    collection: collection || undefined,
    ...("hex" in bytes && { hex: bytes.hex }),
    ...view,
  });
}

/** The keys of a namespace that begin with these bytes. */
export function stateHref(
  lang: Lang,
  network: string,
  { namespace, collection }: Space,
  prefixHex = "",
  view: View = {},
): string {
  const bytes = bytesView(prefixHex);
  return url.state(lang, network, {
    ns: namespace,
    collection: collection || undefined,
    ...(prefixHex !== "" && ("text" in bytes ? { prefix: bytes.text } : { hex: bytes.hex })),
    ...view,
  });
}
