import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { SuspicionFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Confidence } from "../Confidence.tsx";
import styles from "./Suspicions.module.css";

/** What looks like misbehaviour and is not proved, each with its evidence; nothing where there is none. */
export function Suspicions({ suspicions, network, lang }: SuspicionsProps): ReactElement | null {
  const t = text(lang);
  if (suspicions.length === 0) return null;
  return (
    <Panel title={t("glance.suspicions")}>
      <p className="muted">{t("glance.suspicions.text")}</p>
      <ul className={styles["list"]}>
        {suspicions.map((one) => (
          <li key={`${one.code} ${one.hash}`}>
            <h3>{one.title}</h3>
            <p>{one.summary}</p>
            <p className={styles["of"]}>
              <Hash
                value={one.hash}
                what={t("transaction.id")}
                lang={lang}
                href={url.transaction(lang, network, one.hash)}
              />
              <Time iso={one.time} lang={lang} />
              <Confidence value={one.confidence} lang={lang} />
            </p>
            {one.proof.length > 0 && (
              <details>
                <summary>{t("diagnosis.proof")}</summary>
                <Facts>
                  {one.proof.map(({ label, value }) => (
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

interface SuspicionsProps {
  readonly suspicions: readonly SuspicionFactsFragment[];
  readonly network: string;
  readonly lang: Lang;
}
