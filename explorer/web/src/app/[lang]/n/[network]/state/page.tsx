import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { KeyBrowser } from "#web/components/fabric/KeyBrowser.tsx";
import { Namespaces } from "#web/components/fabric/Namespaces.tsx";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params, search } = await pageContext<"network">(props);
  const parts = [search["ns"], text(lang)("fabric.state"), params.network];
  return { title: parts.flatMap((part) => (part === undefined ? [] : printableLine(part, 60))).join(" · ") };
}

/** The world state: its namespaces, or the keys of one of them. */
export default apiPage<"network">(({ lang, params, search }) => {
  const { ns, collection, prefix, hex, after, deleted } = search;
  if (ns === undefined) return Namespaces({ network: params.network, lang });
  return KeyBrowser({
    network: params.network,
    lang,
    view: { namespace: ns, collection: collection ?? "", prefix, hex, after, deleted: deleted === "1" },
  });
});
