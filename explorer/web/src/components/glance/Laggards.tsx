import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LaggardFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Confidence } from "../Confidence.tsx";
import styles from "./Suspicions.module.css";

/** Findings that are shown before the rest is folded. */
const SHOWN = 3;

/** Peers that were behind the others for a stretch of blocks, the newest first, and what to do; nothing where there is none. */
export function Laggards({ laggards, network, named = true, lang }: LaggardsProps): ReactElement | null {
  const t = text(lang);
  if (laggards.length === 0) return null;
  const newest = laggards.toSorted((a, b) => Number(b.ongoing) - Number(a.ongoing) || b.toHeight - a.toHeight);
  const rest = newest.slice(SHOWN);
  return (
    <Panel title={t("ops.laggards")} tone={laggards.some(({ ongoing }) => ongoing) ? "failed" : undefined}>
      <LaggardList laggards={newest.slice(0, SHOWN)} network={network} named={named} lang={lang} />
      {rest.length > 0 && (
        <details>
          <summary>{t("ops.more", { count: rest.length })}</summary>
          <LaggardList laggards={rest} network={network} named={named} lang={lang} />
        </details>
      )}
    </Panel>
  );
}

function LaggardList({ laggards, network, named, lang }: LaggardsProps): ReactElement {
  const t = text(lang);
  return (
    <ul className={styles["list"]}>
      {laggards.map((one) => (
        <li key={`${one.node} ${one.fromHeight}`}>
          <h3>
            {named && <AppLink href={url.node(lang, network, one.node)}>{printableLine(one.node, 60)}</AppLink>}
            {named && " · "}
            {one.title}
          </h3>
          <p>{one.summary}</p>
          {one.ongoing && <p className="muted">{one.advice}</p>}
          <p className={styles["of"]}>
            <Badge tone={one.ongoing ? "failed" : "neutral"} icon={one.ongoing ? "alert" : "clock"}>
              {t(one.ongoing ? "ops.laggards.ongoing" : "ops.laggards.over")}
            </Badge>
            <Time iso={one.since} lang={lang} />
            <Confidence value={one.confidence} lang={lang} />
          </p>
        </li>
      ))}
    </ul>
  );
}

interface LaggardsProps {
  /** Whether to say which peer each one is about. */
  readonly named?: boolean;
  readonly laggards: readonly LaggardFactsFragment[];
  readonly network: string;
  readonly lang: Lang;
}
