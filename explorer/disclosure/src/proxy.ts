import { apiAnswers } from "@ledgerscope/ui/site/apiAnswers.ts";
import { siteProxy } from "@ledgerscope/ui/site/siteProxy.ts";
import { apiUrl } from "./data/ask.ts";

/** How to verify is told, and done with a saved file, without the API. */
export const proxy = siteProxy("disclosure", async (path) => path.endsWith("/how-to-verify") || apiAnswers(apiUrl()));

/** Pages only: files have one address for all languages. */
export const config = { matcher: ["/((?!_next/|bundle/|policy\\.yaml$|icon\\.svg|metrics$|healthz$).*)"] };
