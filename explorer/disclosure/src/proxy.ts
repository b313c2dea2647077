import { isLang, langs, negotiateLang } from "@ledgerscope/ui/i18n/lang.ts";
import { type NextRequest, NextResponse } from "next/server";
import { countRequest } from "./data/metrics.ts";

/** Runs before every page: counts it, finds the visitor's language, and says what the browser may load. */
export function proxy(request: NextRequest): NextResponse {
  countRequest();
  const { pathname } = request.nextUrl;
  if (pathname === "/") {
    const url = new URL(`/${negotiateLang(request.headers.get("accept-language"))}`, request.url);
    return NextResponse.redirect(url, { status: 307, headers: { vary: "accept-language" } });
  }
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next puts the nonce of this header on its own scripts.
  headers.set("content-security-policy", policy);
  const segment = pathname.split("/")[1] ?? "";
  headers.set("x-lang", isLang(segment) ? segment : langs[0]);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

/** Everything from this site, nothing from anywhere else; scripts only with the nonce of this answer. */
function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates strings to rebuild stack traces.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development}`,
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/|metrics$|healthz$).*)"] };
