import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KeyConflicts } from "#web/components/fabric/KeyConflicts.tsx";
import { KeyHistory } from "#web/components/fabric/KeyHistory.tsx";
import { KeyUse } from "#web/components/fabric/KeyUse.tsx";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params, search } = await pageContext<"network">(props);
  const parts = [search["key"], text(lang)("fabric.key"), search["ns"], params.network];
  return { title: parts.flatMap((part) => (part === undefined ? [] : printableLine(part, 60))).join(" · ") };
}

/** One key of the world state: its history, who reads and writes it, what was refused over it. */
export default apiPage<"network">(({ lang, params, search }) => {
  const { ns, collection = "", key, hex, tab, after, refused, at = "" } = search;
  if (ns === undefined || (key === undefined && hex === undefined)) notFound();
  const view = {
    network: params.network,
    namespace: ns,
    collection,
    key: hex === undefined ? key : undefined,
    hex,
    after,
    refused: refused === "1",
    // What is no height is left out.
    at: /^\d{1,9}$/.test(at) ? Number(at) : undefined,
  };
  if (tab === "use") return KeyUse({ view, lang });
  if (tab === "conflicts") return KeyConflicts({ view, lang });
  return KeyHistory({ view, lang });
});
