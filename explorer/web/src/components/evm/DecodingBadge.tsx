import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";

/** How sure it is what bytes mean: a guess is never shown as knowledge. */
export function DecodingBadge({ source, origin = "", others = [], lang }: DecodingBadgeProps): ReactElement {
  const t = text(lang);
  const from = printableLine(origin, 80);
  const title =
    source === "guess" && others.length > 0
      ? t("evm.source.guess.others", {
          origin: from,
          others: others.map((other) => printableLine(other, 80)).join(", "),
        })
      : t(`evm.source.${source}.meaning`, { origin: from });
  return (
    <Badge
      tone={source === "guess" ? "unproven" : source === "abi" ? "success" : "neutral"}
      icon={source === "guess" ? "question" : "check"}
      title={title}
    >
      {t(`evm.source.${source}`)}
    </Badge>
  );
}

interface DecodingBadgeProps {
  readonly source: "abi" | "standard" | "guess";
  /** Whose words they are: a file, a package. */
  readonly origin?: string;
  readonly others?: readonly string[];
  readonly lang: Lang;
}
