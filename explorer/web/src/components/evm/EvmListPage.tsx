import { FilterBar, type FilterField } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { Problem } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url, type View } from "../../url.ts";
import { PageHead } from "../PageHead.tsx";
import { Problems } from "../Problems.tsx";

/** A list of an EVM network with its filters, page by page. */
export function EvmListPage(props: EvmListPageProps): ReactElement {
  const { network, title, note, fields, view, after, pageInfo, href, problems, lang, children } = props;
  const t = text(lang);
  return (
    <div className="stack">
      <PageHead
        trail={[
          { name: t("home.title"), href: url.home(lang) },
          { name: network, href: url.network(lang, network) },
        ]}
        title={title}
      />
      <Problems problems={problems} lang={lang} />
      <FilterBar action={href({})} fields={fields} values={view} lang={lang} />
      <Panel title={title} aside={note === undefined ? undefined : <span className="muted">{note}</span>} flush>
        {children}
        <Pager
          of={title}
          lang={lang}
          firstHref={after === undefined ? undefined : href(view)}
          nextHref={pageInfo && nextPage(pageInfo, (next) => href({ ...view, after: next }))}
        />
      </Panel>
    </div>
  );
}

interface EvmListPageProps {
  readonly network: string;
  readonly title: string;
  /** What is to be known of the order. */
  readonly note?: string;
  readonly fields: readonly FilterField[];
  /** Filters in force. */
  readonly view: View;
  /** Cursor of the page that is shown. */
  readonly after: string | undefined;
  /** Undefined where there can be nothing after it. */
  readonly pageInfo: Parameters<typeof nextPage>[0] | undefined;
  /** This list with another view. */
  readonly href: (view: View) => string;
  readonly problems: readonly Problem[];
  readonly lang: Lang;
  readonly children: ReactNode;
}
