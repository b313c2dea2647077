import { siteProxy } from "@ledgerscope/ui/site/siteProxy.ts";

export const proxy = siteProxy("disclosure");

/** Pages only: files have one address for all languages. */
export const config = { matcher: ["/((?!_next/|bundle/|policy\\.yaml$|icon\\.svg|metrics$|healthz$).*)"] };
