import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Badge } from "./Badge.tsx";

/**
 * Whether a transaction took effect. A failed one may say the chain's own word for why (`reason`, made visible
 * by who passes it) in place of ours, which is then said to screen readers only.
 */
export function StatusBadge({ status, reason, lang }: StatusBadgeProps): ReactElement {
  const t = uiText(lang);
  if (status === "success")
    return (
      <Badge tone="success" icon="check">
        {t("status.success")}
      </Badge>
    );
  if (status === "failed")
    return (
      <Badge tone="failed" icon="cross" title={reason}>
        {reason === undefined ? (
          t("status.failed")
        ) : (
          <>
            <span className="visually-hidden">{t("status.failed")} </span>
            <bdi>{reason}</bdi>
          </>
        )}
      </Badge>
    );
  return (
    <Badge tone="neutral" icon="question">
      {t("status.unknown")}
    </Badge>
  );
}

interface StatusBadgeProps {
  readonly status: "success" | "failed" | "unknown";
  readonly reason?: string | undefined;
  readonly lang: Lang;
}
