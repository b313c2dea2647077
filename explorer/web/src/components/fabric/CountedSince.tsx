import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { Choices } from "../glance/Choices.tsx";

const HOUR_MS = 3_600_000;
const spans = { "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS } as const;

const isSpan = (last: string | undefined): last is keyof typeof spans =>
  last !== undefined && Object.hasOwn(spans, last);

/** From when on calls are counted, RFC 3339; null: all of them. */
export function sinceOf(last: string | undefined, nowMs: number): string | null {
  return isSpan(last) ? new Date(nowMs - spans[last]).toISOString() : null;
}

/** Over which time calls are counted: links. A recorded network has no "the last day". */
export function CountedSince({ network, last, href, lang }: CountedSinceProps): ReactElement | null {
  const t = text(lang);
  if (network.recorded || network.replayed) return null;
  const chosen = isSpan(last) ? last : undefined;
  return (
    <Choices
      label={t("fabric.since")}
      choices={[
        { name: t("fabric.since.all"), href: href(undefined), current: chosen === undefined },
        ...(Object.keys(spans) as (keyof typeof spans)[]).map((span) => ({
          name: t(`fabric.since.${span}`),
          href: href(span),
          current: chosen === span,
        })),
      ]}
    />
  );
}

interface CountedSinceProps {
  readonly network: { readonly recorded: boolean; readonly replayed: boolean };
  /** The query's `last`. */
  readonly last: string | undefined;
  readonly href: (last: string | undefined) => string;
  readonly lang: Lang;
}
