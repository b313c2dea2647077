import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Metadata } from "next";
import { AddressPage } from "#web/components/evm/AddressPage.tsx";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "address">(props);
  return { title: `${text(lang)("evm.address.title")} ${shorten(params.address)} · ${params.network}` };
}

/** An address of an EVM network: its transactions, calls, tokens, balance. */
export default apiPage<"network" | "address">(({ lang, params: { network, address }, search }) =>
  AddressPage({
    ...{ network, address, search, lang, usualTab: "transactions" },
    href: (view) => url.address(lang, network, address, view),
  }),
);
