import type { ReactElement, ReactNode } from "react";
import { formatNumber } from "../format/number.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import type { IconName } from "./Icon.tsx";
import { Notice } from "./Notice.tsx";

const icons: Readonly<Record<EmptyProps["why"], IconName>> = {
  nothing: "minus",
  filtered: "filter",
  unindexed: "clock",
  hidden: "lock",
};

/**
 * In place of a list or a part without content, why there is none: there is `nothing`; all of it was `filtered`
 * out (with the way back); it is not indexed yet (`unindexed`, with how far indexing has come); or the policy has
 * it `hidden`. `title` and `children` say it more closely than the usual words.
 */
export function Empty({ why, lang, title, clearHref, indexedTo, children }: EmptyProps): ReactElement {
  const t = uiText(lang);
  return (
    <Notice icon={icons[why]} title={title ?? t(`none.${why}`)}>
      {children ?? <p>{usual(why, indexedTo, lang)}</p>}
      {clearHref !== undefined && (
        <p>
          <AppLink href={clearHref} scroll={false}>
            {t("filter.clear")}
          </AppLink>
        </p>
      )}
    </Notice>
  );
}

function usual(why: EmptyProps["why"], indexedTo: EmptyProps["indexedTo"], lang: Lang): string | undefined {
  const t = uiText(lang);
  if (why === "nothing") return undefined;
  if (why !== "unindexed") return t(`none.${why}.text`);
  return indexedTo === undefined || indexedTo === null
    ? t("none.unindexed.start")
    : t("none.unindexed.text", { height: formatNumber(indexedTo, lang) });
}

interface EmptyProps {
  readonly why: "nothing" | "filtered" | "unindexed" | "hidden";
  readonly lang: Lang;
  readonly title?: string | undefined;
  /** For `filtered`: the same page without its filters. */
  readonly clearHref?: string | undefined;
  /** For `unindexed`: the newest block that is indexed; null when none is. */
  readonly indexedTo?: number | null | undefined;
  readonly children?: ReactNode;
}
