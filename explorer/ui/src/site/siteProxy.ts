import { type NextRequest, NextResponse } from "next/server.js";
import { isLang, negotiateLang } from "../i18n/lang.ts";
import { contentSecurityPolicy } from "./contentSecurityPolicy.ts";
import { countRequest } from "./metrics.ts";

/** Tells pages that get no parameters (not found) which language the path names. */
export const langHeader = "x-ledgerscope-lang";

const brokenEscape = "The address has a broken escape (%).\n网址中的转义（%）有误。\n";

/**
 * What every request for a page passes: a path without a language is sent to the one that the visitor wants
 * (cookie `lang`, else `Accept-Language`), and a page gets its content security policy with a fresh nonce,
 * which Next puts on its scripts. A page cannot set its status: while `readable` says that a path's data cannot be
 * read, the page, which tells so, is sent with 503. A path with a broken escape is no page's.
 */
export function siteProxy(
  app: string,
  readable: (pathname: string) => Promise<boolean>,
): (request: NextRequest) => Promise<NextResponse> {
  return async (request) => {
    countRequest(app);
    const { pathname } = request.nextUrl;
    if (!isDecodable(pathname)) return new NextResponse(brokenEscape, { status: 400 });
    const spoken = pathname.split("/")[1] ?? "";
    if (!isLang(spoken)) {
      const remembered = request.cookies.get("lang")?.value ?? "";
      const lang = isLang(remembered) ? remembered : negotiateLang(request.headers.get("accept-language"));
      const url = request.nextUrl.clone();
      url.pathname = pathname === "/" ? `/${lang}` : `/${lang}${pathname}`;
      return NextResponse.redirect(url, { status: 307, headers: { Vary: "Accept-Language, Cookie" } });
    }
    const policy = contentSecurityPolicy(btoa(crypto.randomUUID()), process.env.NODE_ENV === "development");
    const headers = new Headers(request.headers);
    headers.set("Content-Security-Policy", policy);
    headers.set(langHeader, spoken);
    const status = (await readable(pathname)) ? 200 : 503;
    const response = NextResponse.next({ request: { headers }, status });
    response.headers.set("Content-Security-Policy", policy);
    return response;
  };
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
