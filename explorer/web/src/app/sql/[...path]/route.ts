import type { NextRequest } from "next/server";
import { sqlUrl } from "#web/components/sql/sqlApi.ts";
import { apiHeaders } from "#web/graphql/api.ts";

/** What a page may ask of the API's SQL part, by method and first part of the path. */
const allowed = new Set([
  "GET tables",
  "GET saved",
  "POST run",
  "POST cancel",
  "POST export",
  "POST saved",
  "DELETE saved",
]);

/**
 * `/sql/…`: passes a page's question on to the API, and its answer back as it comes, with the viewer of this site.
 * Only this site's own pages may ask: the answers are for whoever may see everything.
 */
async function pass(request: NextRequest, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const { path } = await params;
  if (!isOurs(request)) return refusal(403, "Only pages of this site may ask here.");
  if (!allowed.has(`${request.method} ${path[0]}`)) return refusal(404, "There is nothing here.");
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const body =
    request.method === "POST" ? (isForm ? exportOf(await request.formData()) : await request.text()) : undefined;
  try {
    const answer = await fetch(sqlUrl(`/${path.map(encodeURIComponent).join("/")}`), {
      method: request.method,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...apiHeaders() },
      ...(body === undefined ? {} : { body }),
      cache: "no-store",
      // Who leaves ends his statement.
      signal: request.signal,
    });
    return new Response(answer.body, { status: answer.status, headers: kept(answer.headers) });
  } catch {
    return refusal(502, "No answer from the API");
  }
}

export { pass as DELETE, pass as GET, pass as POST };

/** Browsers say where a request comes from; a form of another site must not run anything here. */
function isOurs(request: NextRequest): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || (site === "none" && request.method === "GET");
  const origin = request.headers.get("origin");
  return origin === null
    ? request.method === "GET"
    : URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** A form without scripts: its fields as the API takes them. */
function exportOf(form: FormData): string {
  const { sql, parameters = "{}", format, name = "", ...rest } = Object.fromEntries(form) as Record<string, string>;
  const own = Object.entries(rest).filter(([field]) => field.startsWith("param_"));
  const values = own.map(([field, value]) => [field.slice("param_".length), value]);
  return JSON.stringify({ sql, format, name, parameters: { ...parse(parameters), ...Object.fromEntries(values) } });
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

function kept(headers: Headers): Headers {
  const passed = new Headers({ "X-Accel-Buffering": "no" });
  for (const name of ["content-type", "content-disposition", "cache-control", "x-content-type-options"]) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value);
  }
  // Nothing on the way may hold back what comes line by line.
  if (passed.get("content-type")?.includes("ndjson")) passed.set("Cache-Control", "no-store, no-transform");
  return passed;
}

const refusal = (status: number, detail: string): Response => Response.json({ status, detail }, { status });
