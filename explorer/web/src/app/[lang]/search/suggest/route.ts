import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import { isLang } from "@ledgerscope/ui/i18n/lang.ts";
import type { NextRequest } from "next/server";
import { SearchDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { hitHref } from "#web/search/hitHref.ts";
import type { Suggestion } from "#web/search/suggestion.ts";

const most = 8;

/** `GET /[lang]/search/suggest?q=…`: what a text may mean, for the type-ahead; empty while the API does not answer. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ lang: string }> }): Promise<Response> {
  const { lang } = await params;
  const wanted = (request.nextUrl.searchParams.get("q") ?? "").trim().slice(0, 256);
  if (!isLang(lang) || wanted === "") return Response.json([] satisfies Suggestion[]);
  const t = text(lang);
  try {
    const { data } = await query(SearchDocument, { query: wanted });
    const suggestions = data.search.flatMap((hit): Suggestion[] => {
      const href = hitHref(hit, lang);
      if (href === undefined || hit.kind === "network") return [];
      return [
        {
          kind: t(`search.kind.${hit.kind}`),
          label:
            hit.kind === "block" && hit.height !== null
              ? String(hit.height)
              : shorten(printableLine(hit.label, 80), 14, 8),
          detail: hit.kind === "block" ? shorten(hit.label) : "",
          network: hit.network,
          href,
          exact: hit.exact,
        },
      ];
    });
    return Response.json(suggestions.slice(0, most), { headers: { "Cache-Control": "private, max-age=5" } });
  } catch {
    return Response.json([] satisfies Suggestion[]);
  }
}
