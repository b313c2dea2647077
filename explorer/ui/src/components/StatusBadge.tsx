import type { ReactElement } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Badge } from "./Badge.tsx";

/** Whether a transaction took effect. */
export function StatusBadge({ status, lang }: { status: "success" | "failed" | "unknown"; lang: Lang }): ReactElement {
  const t = uiText(lang);
  if (status === "success")
    return (
      <Badge tone="success" icon="check">
        {t("status.success")}
      </Badge>
    );
  if (status === "failed")
    return (
      <Badge tone="failed" icon="cross">
        {t("status.failed")}
      </Badge>
    );
  return (
    <Badge tone="neutral" icon="question">
      {t("status.unknown")}
    </Badge>
  );
}
