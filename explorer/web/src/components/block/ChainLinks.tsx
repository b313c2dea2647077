import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./ChainLinks.module.css";

/** Whether a block is linked by hashes to its stored neighbours, as its answer says now and not as was once checked. */
export function ChainLinks({ block, lang }: ChainLinksProps): ReactElement {
  const t = text(lang);
  const link = (holds: boolean | null, side: "previous" | "next"): ReactElement =>
    holds === null ? (
      <Badge tone="neutral">{t(`block.link.${side}.none`)}</Badge>
    ) : (
      <Badge tone={holds ? "success" : "failed"} icon={holds ? "check" : "cross"}>
        {t(`block.link.${side}.${holds ? "holds" : "broken"}`)}
      </Badge>
    );
  return (
    <span className={styles["links"]}>
      {link(block.followsPrevious, "previous")}
      {link(block.followedByNext, "next")}
    </span>
  );
}

interface ChainLinksProps {
  readonly block: { readonly followsPrevious: boolean | null; readonly followedByNext: boolean | null };
  readonly lang: Lang;
}
