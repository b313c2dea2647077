import { apiAnswers, healthResponse } from "@ledgerscope/ui/site/apiAnswers.ts";
import { apiHeaders, apiUrl } from "#web/graphql/api.ts";

export const dynamic = "force-dynamic";

/** 200 while the API answers as well, else 503. */
export function GET(): Promise<Response> {
  return healthResponse(apiAnswers(apiUrl(), apiHeaders()));
}
