import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { Fragment, type ReactElement } from "react";
import type { DiagnosisFactsFragment } from "../generated/graphql.ts";
import { causeName } from "../i18n/causeName.ts";
import { text } from "../i18n/text.ts";
import { Confidence } from "./Confidence.tsx";
import { Culprits } from "./Culprits.tsx";
import styles from "./DiagnosisPanel.module.css";

/** Why a transaction failed, in plain words first; then who caused it, what to do, and what we could not see. */
export function DiagnosisPanel({ diagnosis, reason, network, lang }: DiagnosisPanelProps): ReactElement {
  const t = text(lang);
  if (diagnosis === null)
    return (
      <Panel title={t("diagnosis.title")} tone="failed">
        <Notice icon="question" title={t("diagnosis.none.title")}>
          {t("diagnosis.none.text", { reason: printableLine(reason) })}
        </Notice>
      </Panel>
    );
  return (
    <Panel title={t("diagnosis.title")} tone="failed" aside={<Confidence value={diagnosis.confidence} lang={lang} />}>
      <div className={styles["diagnosis"]}>
        <div>
          <p className={styles["lead"]}>
            {diagnosis.title}
            {diagnosis.subCauses.map((cause) => (
              <Fragment key={cause}>
                {" "}
                <Badge tone="neutral" title={cause}>
                  {causeName(cause, lang)}
                </Badge>
              </Fragment>
            ))}
          </p>
          <p>{diagnosis.summary}</p>
        </div>
        {diagnosis.culprits.length > 0 && <Culprits culprits={diagnosis.culprits} network={network} lang={lang} />}
        <div className={styles["columns"]}>
          <div>
            <h3>{t("diagnosis.advice")}</h3>
            <p>{diagnosis.advice}</p>
          </div>
          {diagnosis.unseen.length > 0 && (
            <div>
              <h3>{t("diagnosis.unseen")}</h3>
              <ul className={styles["unseen"]}>
                {diagnosis.unseen.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
        {diagnosis.runbook.length > 0 && (
          <div className={styles["runbook"]}>
            <h3>{t("diagnosis.runbook")}</h3>
            <ol>
              {diagnosis.runbook.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        )}
        {diagnosis.proof.length > 0 && (
          <details className={styles["proof"]}>
            <summary>{t("diagnosis.proof")}</summary>
            <Facts>
              {diagnosis.proof.map(({ label, value }) => (
                <Fact key={`${label} ${value}`} name={label}>
                  <ChainText text={value} lang={lang} />
                </Fact>
              ))}
            </Facts>
          </details>
        )}
      </div>
    </Panel>
  );
}

interface DiagnosisPanelProps {
  readonly diagnosis: DiagnosisFactsFragment | null;
  /** The chain's own word for the failure. */
  readonly reason: string;
  readonly network: string;
  readonly lang: Lang;
}
