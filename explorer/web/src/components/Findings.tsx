import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionAttemptsQuery } from "../generated/graphql.ts";
import { causeName } from "../i18n/causeName.ts";
import { text } from "../i18n/text.ts";
import { Confidence } from "./Confidence.tsx";
import styles from "./Findings.module.css";

type Finding = NonNullable<TransactionAttemptsQuery["transaction"]>["findings"][number];

/** Why a transaction was slow, and what is suspected; nothing where nothing was found. */
export function Findings({ findings, lang }: { findings: readonly Finding[]; lang: Lang }): ReactElement | null {
  const t = text(lang);
  const others = findings.filter(({ kind }) => kind !== "failure");
  if (others.length === 0) return null;
  const title = others.every(({ kind }) => kind === "slow") ? "findings.slow" : "findings.title";
  return (
    <Panel title={t(title)}>
      <ul className={styles["list"]}>
        {others.map(({ kind, code, subCause, confidence, title: inWords, summary, proof }) => (
          <li key={`${kind} ${code} ${subCause}`}>
            <p className={styles["head"]}>
              <strong>{inWords}</strong>
              {kind === "suspicion" && (
                <Badge tone="unproven" icon="question">
                  {t("glance.kind.suspicion")}
                </Badge>
              )}
              {subCause !== null && (
                <Badge tone="neutral" title={subCause}>
                  {causeName(subCause, lang)}
                </Badge>
              )}
              <Confidence value={confidence} lang={lang} />
            </p>
            <p>{summary}</p>
            {proof.length > 0 && (
              <details>
                <summary>{t("diagnosis.proof")}</summary>
                <Facts>
                  {proof.map(({ label, value }) => (
                    <Fact key={`${label} ${value}`} name={label}>
                      <ChainText text={value} lang={lang} />
                    </Fact>
                  ))}
                </Facts>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
