import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LifecycleStepFragment } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./DefinitionTimeline.module.css";
import { policyWords } from "./policyWords.ts";

/** How a chaincode came to what it is, newest first: each definition that took effect, and what it changed. */
export function DefinitionTimeline({ steps, network, lang }: DefinitionTimelineProps): ReactElement {
  const t = text(lang);
  const definitions = steps.filter(({ step }) => step !== "approve");
  return (
    <ol className={styles["timeline"]}>
      {definitions
        .map((step, i) => ({ step, before: definitions[i - 1] }))
        .reverse()
        .map(({ step, before }) => (
          <li key={`${step.height}:${step.transaction?.txIndex ?? ""}`} className={styles["step"]}>
            <p className={styles["what"]}>
              <strong>{textOr(lang, "fabric.step.", step.step)}</strong>{" "}
              {t("fabric.version.sequence", { version: printableLine(step.version, 40), sequence: step.sequence })}
            </p>
            <p className="muted">
              <AppLink href={url.transaction(lang, network, step.transaction?.hash ?? `${step.height}:0`)}>
                {t("fabric.block", { height: formatNumber(step.height, lang) })}
              </AppLink>{" "}
              · <Time iso={step.block?.time} lang={lang} />
            </p>
            <ul className={styles["changes"]}>
              {changes(step, before, lang).map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </li>
        ))}
    </ol>
  );
}

function changes(step: LifecycleStepFragment, before: LifecycleStepFragment | undefined, lang: Lang): string[] {
  const t = text(lang);
  const names = (of: LifecycleStepFragment | undefined): string[] => (of?.collections ?? []).map(({ name }) => name);
  const policy = (of: LifecycleStepFragment): string => printableLine(policyWords(of.policy, lang) ?? of.policy, 300);
  const added = names(step).filter((name) => !names(before).includes(name));
  const removed = names(before).filter((name) => !names(step).includes(name));
  return [
    ...(before && before.version !== step.version
      ? [t("fabric.timeline.version", { from: printableLine(before.version, 40), to: printableLine(step.version, 40) })]
      : []),
    ...(before === undefined || before.policy !== step.policy
      ? [t(before ? "fabric.timeline.policy" : "fabric.timeline.firstPolicy", { policy: policy(step) })]
      : []),
    ...(added.length > 0
      ? [t("fabric.timeline.added", { names: added.map((n) => printableLine(n, 60)).join(", ") })]
      : []),
    ...(removed.length > 0
      ? [t("fabric.timeline.removed", { names: removed.map((n) => printableLine(n, 60)).join(", ") })]
      : []),
  ];
}

interface DefinitionTimelineProps {
  /** Oldest first. */
  readonly steps: readonly LifecycleStepFragment[];
  readonly network: string;
  readonly lang: Lang;
}
