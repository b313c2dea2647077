import { apiAnswers, healthResponse } from "@ledgerscope/ui/site/apiAnswers.ts";
import { apiUrl } from "../../data/ask.ts";

export const dynamic = "force-dynamic";

/** 200 while the public API answers as well, else 503. */
export function GET(): Promise<Response> {
  return healthResponse(apiAnswers(apiUrl()));
}
