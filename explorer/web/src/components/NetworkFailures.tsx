import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkQuery } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

/** How often a network's transactions failed, by the chain's own word for why; each leads to those transactions. */
export function NetworkFailures({
  network,
  lang,
}: {
  network: Pick<NonNullable<NetworkQuery["network"]>, "name" | "failures">;
  lang: Lang;
}): ReactElement {
  const t = text(lang);
  if (network.failures.length === 0) return <p className="muted">{t("network.failures.none")}</p>;
  return (
    <BarList
      label={t("network.failures")}
      lang={lang}
      items={network.failures.map(({ reason, count }) => ({
        name: printableLine(reason),
        count,
        href: url.transactions(lang, network.name, { status: "failed", code: reason }),
      }))}
    />
  );
}
