import type { IncomingMessage } from "node:http";
import { RefusedStatement } from "./statement.ts";

/** What a browser says of where a request comes from; database clients say nothing. */
const OWN_SITES = new Set([undefined, "none", "same-origin"]);

/**
 * A page in somebody's browser must not reach the warehouse: neither by script (`Origin`), nor by an image or a
 * form (`Sec-Fetch-Site`), nor by a name that points here. Where a browser tells nothing, GET only reads.
 * @throws RefusedStatement ACCESS_DENIED
 */
export function refuseBrowsers(request: IncomingMessage): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"] as string | undefined;
  const local = ["127.0.0.1", "localhost", "[::1]", ""].includes(host);
  if (local && origin === undefined && OWN_SITES.has(site)) return;
  throw new RefusedStatement(497, "ACCESS_DENIED", "The warehouse answers programs on this machine, not web pages");
}

/** @throws RefusedStatement for what is no URL. */
export function requestUrl(request: IncomingMessage): URL {
  const target = request.url ?? "/";
  try {
    return new URL(target.startsWith("/") ? `http://localhost${target}` : target);
  } catch {
    throw new RefusedStatement(36, "BAD_ARGUMENTS", `${JSON.stringify(target)} is no URL`);
  }
}
