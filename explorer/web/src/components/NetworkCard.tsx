import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import { NetworkActivity } from "./NetworkActivity.tsx";
import styles from "./NetworkCard.module.css";
import { NetworkFailures } from "./NetworkFailures.tsx";
import { NetworkFigures } from "./NetworkFigures.tsx";
import { NetworkTitle } from "./NetworkTitle.tsx";

/** One network at a glance. */
export function NetworkCard({ network, lang }: { network: NetworkFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={
        <span className={styles["title"]}>
          <NetworkTitle network={network} lang={lang}>
            <AppLink className={styles["name"]} href={url.network(lang, network.name)}>
              {network.name}
            </AppLink>
          </NetworkTitle>
        </span>
      }
    >
      <div className={styles["card"]}>
        <NetworkFigures network={network} lang={lang} />
        <div className={styles["part"]}>
          <h3>{t("network.activity")}</h3>
          <NetworkActivity network={network} lang={lang} height={150} />
        </div>
        <div className={styles["part"]}>
          <h3>{t("network.failures")}</h3>
          <NetworkFailures network={network} lang={lang} />
        </div>
      </div>
    </Panel>
  );
}
