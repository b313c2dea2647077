import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Badge } from "./Badge.tsx";

/** Whether a network is followed as it grows, or was recorded once. */
export function LiveBadge({ recorded, lang }: { recorded: boolean; lang: Lang }): ReactElement {
  const t = uiText(lang);
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
