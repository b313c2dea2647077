/** Milliseconds after which a site calls its API away. */
const timeoutMs = 5_000;

/** Whether the GraphQL API at `url` answers the smallest question there is; refusals count as no. */
export async function apiAnswers(url: string, headers: Readonly<Record<string, string>> = {}): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
      body: '{"query":"{__typename}"}',
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = (await response.json()) as { data?: unknown } | null;
    return response.ok && answer?.data != null;
  } catch {
    return false;
  }
}

/** `GET /healthz` of a site: 200 while its API answers, else 503, since no page has content without it. */
export async function healthResponse(answers: Promise<boolean>): Promise<Response> {
  return (await answers)
    ? new Response("ok\n", { headers: { "Content-Type": "text/plain; charset=utf-8" } })
    : new Response("the API does not answer\n", {
        status: 503,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      });
}
