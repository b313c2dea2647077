import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Metadata } from "next";
import { text } from "../../i18n/text.ts";
import { type PageProps, pageContext } from "../../page/apiPage.tsx";
import type { TransactionTab } from "./transactionTabs.ts";

/** Title of the page of one side of a transaction. */
export async function transactionMetadata(props: PageProps, tab: TransactionTab): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "id">(props);
  const t = text(lang);
  const name = `${t("transaction")} ${shorten(params.id)}`;
  return { title: [...(tab === "overview" ? [] : [t(`tx.tab.${tab}`)]), name, params.network].join(" · ") };
}
