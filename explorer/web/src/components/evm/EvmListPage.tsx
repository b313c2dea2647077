import { FilterBar, type FilterField } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { Problem } from "../../graphql/query.ts";
import { nextPage } from "../../page/nextPage.ts";
import type { View } from "../../url.ts";
import { networkTrail } from "../networkTrail.ts";
import { PageHead } from "../PageHead.tsx";
import { Problems } from "../Problems.tsx";

/** A list of an EVM network with its filters, page by page. */
export function EvmListPage(props: EvmListPageProps): ReactElement {
  const { network, title, note, words, fields, view, after, pageInfo, href, problems, lang, children } = props;
  return (
    <div className="stack">
      <PageHead
        trail={networkTrail(lang, network)}
        title={title}
        aside={note === undefined ? undefined : <span className="muted">{note}</span>}
      />
      <Problems problems={problems} lang={lang} />
      <FilterBar action={href({})} fields={fields} values={view} lang={lang} />
      <Surface flush>
        {children}
        <Pager
          of={title}
          lang={lang}
          words={words}
          firstHref={after === undefined ? undefined : href(view)}
          nextHref={pageInfo && nextPage(pageInfo, (next) => href({ ...view, after: next }))}
        />
      </Surface>
    </div>
  );
}

interface EvmListPageProps {
  readonly network: string;
  readonly title: string;
  /** What is to be known of the order. */
  readonly note?: string;
  readonly fields: readonly FilterField[];
  /** Of the pager, where the order is not that of time. */
  readonly words?: { readonly first: string; readonly next: string };
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
