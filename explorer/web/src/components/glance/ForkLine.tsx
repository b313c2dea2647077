import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ForkFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./ForkLine.module.css";

/** Whether peers have the same state, by their commit hashes; which sides there are where they have not. */
export function ForkLine({ check, network, lang }: ForkLineProps): ReactElement {
  const t = text(lang);
  const { compared, differing, first } = check;
  if (first === null)
    return (
      <p className={styles["fork"]}>
        <Badge tone={compared === 0 ? "neutral" : "success"} icon={compared === 0 ? "question" : "check"}>
          {t(compared === 0 ? "glance.fork.unknown" : "glance.fork.agree")}
        </Badge>{" "}
        <span className="muted">{t("glance.fork.compared", { compared })}</span>
      </p>
    );
  return (
    <div className={styles["fork"]} role="alert">
      <p>
        <Badge tone="failed" icon="alert">
          {t("glance.fork.differ")}
        </Badge>{" "}
        {t("glance.fork.since", { differing })}{" "}
        <AppLink href={url.block(lang, network, first.height)}>
          {t("block.title", { height: formatNumber(first.height, lang) })}
        </AppLink>
      </p>
      <ul className={styles["sides"]}>
        {first.sides.map(({ commitHash, nodes }) => (
          <li key={commitHash}>
            <Hash value={commitHash} what={t("block.fabric.commitHash")} lang={lang} />{" "}
            {printableLine(nodes.join(", "), 200)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ForkLineProps {
  readonly check: ForkFactsFragment["forkCheck"];
  readonly network: string;
  readonly lang: Lang;
}
