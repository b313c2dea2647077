import { siteProxy } from "@ledgerscope/ui/site/siteProxy.ts";

export const proxy = siteProxy("explorer");

/** Pages only: what Next serves for itself and the routes of machines pass by. */
export const config = { matcher: ["/((?!_next/|graphql$|metrics$|healthz$|icon\\.svg$).*)"] };
