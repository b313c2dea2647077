import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { SearchQuery } from "../generated/graphql.ts";
import { url } from "../url.ts";

type Hit = Pick<SearchQuery["search"][number], "kind" | "network" | "label" | "height">;

/** The page of what was found; addresses have none. */
export function hitHref(hit: Hit, lang: Lang): string | undefined {
  switch (hit.kind) {
    case "network":
      return url.network(lang, hit.network);
    case "block":
      return url.block(lang, hit.network, hit.height ?? hit.label);
    case "transaction":
      return url.transaction(lang, hit.network, hit.label);
    case "address":
      return undefined;
  }
}
