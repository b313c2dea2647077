import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { isLang } from "@ledgerscope/ui/i18n/lang.ts";
import type { NextRequest } from "next/server";
import { SuggestDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { hitHref } from "#web/search/hitHref.ts";
import { hitIcons } from "#web/search/hitIcon.ts";
import { hitLabel } from "#web/search/hitLabel.ts";
import type { Suggestion } from "#web/search/suggestion.ts";

/**
 * `GET /[lang]/search/suggest?q=…&network=…`: what a text may mean, for the type-ahead; hits of the network come first.
 * Empty while the API does not answer.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ lang: string }> }): Promise<Response> {
  const { lang } = await params;
  const { searchParams } = request.nextUrl;
  const wanted = (searchParams.get("q") ?? "").trim().slice(0, 200);
  if (!isLang(lang) || wanted === "") return Response.json([] satisfies Suggestion[]);
  const t = text(lang);
  try {
    const { data } = await query(SuggestDocument, { query: wanted, network: searchParams.get("network") });
    const suggestions = data.search.map(
      (hit): Suggestion => ({
        group: t(`search.kind.${hit.kind}`),
        icon: hitIcons[hit.kind],
        label: hitLabel(hit, lang),
        detail: printableLine(hit.detail, 60),
        network: hit.kind === "network" ? "" : hit.network,
        href: hitHref(hit, lang),
        exact: hit.exact,
      }),
    );
    return Response.json(suggestions, { headers: { "Cache-Control": "private, max-age=5" } });
  } catch {
    return Response.json([] satisfies Suggestion[]);
  }
}
