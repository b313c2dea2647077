import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { LiveBadge } from "@ledgerscope/ui/components/LiveBadge.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { TimeSpan } from "@ledgerscope/ui/components/TimeSpan.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { OperationsNetworkFragment } from "../../generated/graphql.ts";
import type { Problem } from "../../graphql/query.ts";
import { text, type WebMessage } from "../../i18n/text.ts";
import { spans } from "../../page/glanceView.ts";
import { type GlanceView, url, type View } from "../../url.ts";
import { PageHead } from "../PageHead.tsx";
import { Problems } from "../Problems.tsx";
import { Choices } from "./Choices.tsx";
import styles from "./OperationsPage.module.css";

/** The pages about how a network does. */
type Place = "glance" | "failures" | "slow" | "latency" | "map" | "nodes" | "health";

/** What all pages about a network's operation share: its name, and the time that is looked at. */
export function OperationsPage(props: OperationsPageProps): ReactElement {
  const { network, place, title, over, view, problems, lang, children } = props;
  const t = text(lang);
  const { name } = network;
  const isLive = !network.recorded && !network.replayed;
  const when: View = { last: view.last, from: view.from, to: view.to };
  return (
    <div className="stack">
      <PageHead
        trail={[
          { name: t("home.title"), href: url.home(lang) },
          { name, href: url.network(lang, name) },
          ...(title === undefined ? [] : [{ name: t("ops.nodes"), href: url.nodes(lang, name, when) }]),
        ]}
        title={title ?? t(`ops.${place}.title`)}
        aside={
          over && (
            <div className={styles["span"]}>
              {!isLive && <LiveBadge recorded={network.recorded} replayed={network.replayed} lang={lang} />}
              <TimeSpan from={over.from} to={over.to} lang={lang} />
              {isLive && (
                <Choices
                  label={t("glance.last")}
                  choices={Object.keys(spans)
                    .sort((a, b) => (spans[a] ?? 0) - (spans[b] ?? 0))
                    .map((last) => ({
                      name: t(`glance.last.${last}` as WebMessage),
                      href: props.href({
                        ...view,
                        from: undefined,
                        to: undefined,
                        after: undefined,
                        events: undefined,
                        last,
                      }),
                      current: view.from === undefined && last === (view.last ?? Object.keys(spans)[0]),
                    }))}
                />
              )}
            </div>
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      {children ?? (
        <Surface>
          <Empty why="unindexed" lang={lang} indexedTo={null} />
        </Surface>
      )}
    </div>
  );
}

interface OperationsPageProps {
  readonly network: OperationsNetworkFragment;
  readonly place: Place;
  /** In place of the place's own. */
  readonly title?: ReactNode;
  /** The time that is looked at; undefined where it does not matter. */
  readonly over?: { readonly from: string; readonly to: string } | null | undefined;
  readonly view: GlanceView;
  /** This page with another view. */
  readonly href: (view: GlanceView) => string;
  readonly problems: readonly Problem[];
  readonly lang: Lang;
  /** Null while nothing is stored. */
  readonly children: ReactNode;
}
