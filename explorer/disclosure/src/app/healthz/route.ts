export const dynamic = "force-dynamic";

/** The site itself is up; whether the API answers is the API's own health. */
export function GET(): Response {
  return new Response("ok\n", { headers: { "content-type": "text/plain; charset=utf-8" } });
}
