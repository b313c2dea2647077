import { apiAnswers } from "@ledgerscope/ui/site/apiAnswers.ts";
import { siteProxy } from "@ledgerscope/ui/site/siteProxy.ts";
import { apiHeaders, apiUrl } from "./graphql/api.ts";

export const proxy = siteProxy("explorer", () => apiAnswers(apiUrl(), apiHeaders()));

/** Pages only: what Next serves for itself and the routes of machines pass by. */
export const config = { matcher: ["/((?!_next/|graphql$|metrics$|healthz$|sql/|icon\\.svg$).*)"] };
