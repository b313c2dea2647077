import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionEndorsementsQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import styles from "./PolicyEvaluations.module.css";
import { fulfils, type PolicyRule, parsePolicy } from "./policyRule.ts";

type Policy = NonNullable<NonNullable<TransactionEndorsementsQuery["transaction"]>["fabric"]>["policies"][number];

const tones = { satisfied: "success", unsatisfied: "failed", unsupported: "unproven" } as const;
const icons = { satisfied: "check", unsatisfied: "cross", unsupported: "question" } as const;

/** Each policy that a transaction had to meet, rule by rule: what the endorsements fulfil of it and what is missing. */
export function PolicyEvaluations({ policies, lang }: { policies: readonly Policy[]; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("tx.policies")}>
      {policies.length === 0 ? (
        <Notice title={t("tx.policies.none.title")}>{t("tx.policies.none.text")}</Notice>
      ) : (
        <ul className={styles["policies"]}>
          {policies.map((policy, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: policies are in their order
            <li key={i}>
              <Evaluation policy={policy} lang={lang} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Evaluation({ policy, lang }: { policy: Policy; lang: Lang }): ReactElement {
  const t = text(lang);
  const { path, rule } = parsePolicy(policy.policy);
  const endorsedBy = new Set(policy.endorsedBy);
  return (
    <>
      <p className={styles["head"]}>
        <Badge tone={tones[policy.state]} icon={icons[policy.state]}>
          {t(`tx.policy.${policy.state}`)}
        </Badge>
        <span>
          {textOr(lang, "tx.policy.source.", policy.source)}{" "}
          <strong>
            {printableLine([policy.namespace, policy.collection].filter((name) => name !== "").join(" / "), 120)}
          </strong>
          {policy.key !== null && (
            <>
              {" / "}
              <ChainText text={policy.key} lang={lang} limit={120} />
            </>
          )}
        </span>
        {path !== undefined && <code className="muted">{printableLine(path, 120)}</code>}
      </p>
      <Rule rule={rule} endorsedBy={endorsedBy} lang={lang} />
      {policy.missing.length > 0 && (
        <p className={styles["missing"]}>
          {t("tx.policy.missing")} <strong>{policy.missing.map((word) => printableLine(word)).join(", ")}</strong>
        </p>
      )}
      {policy.detail !== null && <p className="muted">{printableLine(policy.detail, 400)}</p>}
    </>
  );
}

function Rule({ rule, endorsedBy, lang }: RuleProps): ReactElement {
  const t = text(lang);
  if (rule.kind === "words") {
    return (
      <p className={styles["words"]}>
        <code>{printableLine(rule.words, 400)}</code>
        {endorsedBy.size > 0 && (
          <span className="muted">
            {" · "}
            {t("tx.policy.endorsedBy")} {[...endorsedBy].map((msp) => printableLine(msp)).join(", ")}
          </span>
        )}
      </p>
    );
  }
  const isMet = fulfils(rule, endorsedBy) === true;
  const state = (
    <>
      <Icon name={isMet ? "check" : "minus"} size={13} />
      <span className="visually-hidden">{t(isMet ? "tx.policy.met" : "tx.policy.unmet")}: </span>
    </>
  );
  if (rule.kind === "principal") {
    return (
      <span className={styles["principal"]} data-met={isMet}>
        {state}
        {printableLine(rule.msp, 80)} <span className={styles["role"]}>{textOr(lang, "tx.role.", rule.role)}</span>
      </span>
    );
  }
  return (
    <div className={styles["rule"]} data-met={isMet}>
      <span className={styles["count"]}>
        {state}
        {t("tx.policy.of", { n: rule.n, all: rule.rules.length })}
      </span>
      <ul className={styles["parts"]}>
        {rule.rules.map((inner, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its position
          <li key={i}>
            <Rule rule={inner} endorsedBy={endorsedBy} lang={lang} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RuleProps {
  readonly rule: PolicyRule;
  readonly endorsedBy: ReadonlySet<string>;
  readonly lang: Lang;
}
