import type { Metadata } from "next";
import { ConfigHistory } from "#web/components/fabric/ConfigHistory.tsx";
import { ConfigVersion } from "#web/components/fabric/ConfigVersion.tsx";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("fabric.config")} · ${params.network}` };
}

/** The channel's configuration: what is in force and how it came about, or one of its versions with what it changed. */
export default apiPage<"network">(({ lang, params, search }) => {
  const height = Number(search["at"]);
  if (search["at"] !== undefined && Number.isSafeInteger(height) && height >= 0 && height < 2 ** 31) {
    return ConfigVersion({ network: params.network, height, lang });
  }
  return ConfigHistory({ network: params.network, after: search["after"], lang });
});
