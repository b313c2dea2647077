import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { LiveBadge } from "@ledgerscope/ui/components/LiveBadge.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import { text, textOr } from "../i18n/text.ts";

/** What kind of network it is, and whether it lives: badges beside its name. */
export function NetworkTitle({ network, lang, children }: NetworkTitleProps): ReactElement {
  return (
    <>
      {children}
      <LiveBadge recorded={network.recorded} replayed={network.replayed} lang={lang} />
      <Badge tone="neutral">{textOr(lang, "family.", network.family)}</Badge>
      {network.channel !== null && network.channel !== "" && (
        <Badge tone="neutral">{text(lang)("network.channel", { channel: network.channel })}</Badge>
      )}
    </>
  );
}

interface NetworkTitleProps {
  readonly network: {
    readonly recorded: boolean;
    readonly replayed: boolean;
    readonly family: string;
    readonly channel: string | null;
  };
  readonly lang: Lang;
  readonly children: ReactNode;
}
