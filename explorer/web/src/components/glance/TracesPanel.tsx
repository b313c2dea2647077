import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { TracePageFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { isFiltered } from "../../page/glanceView.ts";
import { nextPage } from "../../page/nextPage.ts";
import { type GlanceView, url } from "../../url.ts";
import { Choices } from "./Choices.tsx";
import { TraceList } from "./TraceList.tsx";

/** A page of transactions with its filters, order and pages. */
export function TracesPanel({ traces, network, place, view, lang, children }: TracesPanelProps): ReactElement {
  const t = text(lang);
  const title = t(`ops.${place}.list`);
  const here = (more: GlanceView): string => `${url[place](lang, network, { ...view, ...more })}#traces`;
  const usual = place === "slow" ? "slowest" : "newest";
  return (
    <div id="traces">
      <Panel
        title={title}
        aside={
          <Choices
            label={t("glance.filter.order")}
            choices={(["newest", "slowest"] as const).map((order) => ({
              name: t(`glance.order.${order}`),
              href: here({ order: order === usual ? undefined : order, after: undefined }),
              current: order === (view.order ?? usual),
            }))}
          />
        }
        flush
      >
        {children}
        {traces.edges.length === 0 && isFiltered(view) ? (
          <Empty
            why="filtered"
            lang={lang}
            clearHref={url[place](lang, network, { last: view.last, from: view.from, to: view.to })}
          />
        ) : (
          <TraceList rows={traces.edges.map(({ node }) => node)} caption={title} network={network} lang={lang} />
        )}
        <Pager
          of={title}
          lang={lang}
          firstHref={view.after && here({ after: undefined })}
          nextHref={nextPage(traces.pageInfo, (after) => here({ after }))}
          words={
            (view.order ?? usual) === "slowest" ? { first: t("ops.page.first"), next: t("ops.page.next") } : undefined
          }
        />
      </Panel>
    </div>
  );
}

interface TracesPanelProps {
  readonly traces: TracePageFragment;
  readonly network: string;
  readonly place: "failures" | "slow";
  readonly view: GlanceView;
  readonly lang: Lang;
  /** The filters. */
  readonly children: ReactNode;
}
