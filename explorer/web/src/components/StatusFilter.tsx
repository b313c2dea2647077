import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../i18n/text.ts";
import { type NetworkView, url } from "../url.ts";
import styles from "./StatusFilter.module.css";

/** Chooses which transactions of a network are listed; links, since the URL is the state. */
export function StatusFilter({ network, view, lang }: StatusFilterProps): ReactElement {
  const t = text(lang);
  return (
    <nav className={styles["filter"]} aria-label={t("network.filter")}>
      {([undefined, "success", "failed"] as const).map((status) => (
        <AppLink
          key={status ?? "all"}
          className={styles["choice"]}
          href={url.network(lang, network, { blocks: view.blocks, status })}
          scroll={false}
          aria-current={view.status === status ? "true" : undefined}
        >
          {t(`network.filter.${status ?? "all"}`)}
        </AppLink>
      ))}
    </nav>
  );
}

interface StatusFilterProps {
  readonly network: string;
  readonly view: NetworkView;
  readonly lang: Lang;
}
