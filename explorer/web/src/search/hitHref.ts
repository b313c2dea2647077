import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { HitFragment } from "../generated/graphql.ts";
import { url } from "../url.ts";

type Hit = Pick<HitFragment, "kind" | "network" | "label" | "height" | "namespace" | "certSha256">;

/** The page of what was found. */
export function hitHref(hit: Hit, lang: Lang): string {
  const { kind, network, label, height, namespace, certSha256 } = hit;
  switch (kind) {
    case "network":
      return url.network(lang, network);
    case "block":
      return url.block(lang, network, height ?? label);
    case "transaction":
      return url.transaction(lang, network, label);
    case "address":
      return url.address(lang, network, label);
    case "organisation":
      return url.organisation(lang, network, label);
    case "identity":
      return url.identity(lang, network, certSha256 ?? label);
    case "chaincode":
      return url.chaincode(lang, network, label);
    case "token":
      return url.token(lang, network, namespace ?? label);
    case "method":
      return url.transactions(lang, network, { target: namespace ?? undefined, method: label });
    case "key":
      return url.key(lang, network, namespace ?? "", label);
  }
}
