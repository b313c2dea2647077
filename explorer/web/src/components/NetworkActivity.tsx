import { ActivityChart } from "@ledgerscope/ui/chart/ActivityChart.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkSummaryFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";

/** A network's transactions over time. */
export function NetworkActivity({ network, lang, height }: NetworkActivityProps): ReactElement {
  if (network.activity.every((bucket) => bucket.transactions === 0))
    return <p className="muted">{text(lang)("network.activity.empty")}</p>;
  return <ActivityChart buckets={network.activity} lang={lang} height={height} />;
}

interface NetworkActivityProps {
  readonly network: NetworkSummaryFragment;
  readonly lang: Lang;
  /** Pixels. */
  readonly height: number;
}
