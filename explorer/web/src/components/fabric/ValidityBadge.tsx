import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { validityOf } from "./validity.ts";

/** Whether a certificate is valid now, and how long it will be: warned of 60 days before its end, urgent in the last 7. */
export function ValidityBadge({ of, lang }: ValidityBadgeProps): ReactElement {
  const t = text(lang);
  const validity = validityOf(of.notBefore, of.notAfter, Date.now());
  const title = of.notAfter === null ? undefined : t("fabric.validity.until", { time: formatUtc(of.notAfter, lang) });
  switch (validity.state) {
    case "unknown":
      return (
        <Badge tone="neutral" icon="question">
          {t("fabric.validity.unknown")}
        </Badge>
      );
    case "future":
      return (
        <Badge tone="unproven" icon="clock" title={title}>
          {t("fabric.validity.future")}
        </Badge>
      );
    case "expired":
      return (
        <Badge tone="failed" icon="cross" title={title}>
          {t("fabric.validity.expired", { days: validity.days })}
        </Badge>
      );
    case "urgent":
      return (
        <Badge tone="failed" icon="alert" title={title}>
          {t("fabric.validity.ending", { days: validity.days })}
        </Badge>
      );
    case "ending":
      return (
        <Badge tone="unproven" icon="alert" title={title}>
          {t("fabric.validity.ending", { days: validity.days })}
        </Badge>
      );
    case "valid":
      return (
        <Badge tone="success" icon="check" title={title}>
          {t("fabric.validity.valid")}
        </Badge>
      );
  }
}

interface ValidityBadgeProps {
  readonly of: { readonly notBefore: string | null; readonly notAfter: string | null };
  readonly lang: Lang;
}
