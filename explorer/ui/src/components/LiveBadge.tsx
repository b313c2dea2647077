import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Badge } from "./Badge.tsx";

/** Whether a network is followed as it grows, was recorded once, or is such a recording that is replayed. */
export function LiveBadge({ recorded, replayed, lang }: LiveBadgeProps): ReactElement {
  const t = uiText(lang);
  if (replayed) {
    return (
      <Badge tone="neutral" icon="tape">
        {t("network.replayed")}
      </Badge>
    );
  }
  return recorded ? (
    <Badge tone="neutral" icon="tape">
      {t("network.recorded")}
    </Badge>
  ) : (
    <Badge tone="live" icon="pulse">
      {t("network.live")}
    </Badge>
  );
}

interface LiveBadgeProps {
  readonly recorded: boolean;
  readonly replayed: boolean;
  readonly lang: Lang;
}
