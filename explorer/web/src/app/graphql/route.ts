import type { NextRequest } from "next/server";
import { HeadAdvancedDocument, TransactionStatusDocument } from "#web/generated/graphql.ts";
import { apiHeaders, apiUrl } from "#web/graphql/api.ts";
import { persisted } from "#web/graphql/persisted.ts";

/** What a browser may subscribe to, by operation name: our own documents, nothing else passes. */
const subscriptions = new Map([
  ["HeadAdvanced", persisted(HeadAdvancedDocument).text],
  ["TransactionStatus", persisted(TransactionStatusDocument).text],
]);

/**
 * `GET /graphql?operationName=…&variables=…`: pipes a subscription from the API to the browser as it comes
 * (GraphQL over SSE, distinct connections mode). Ends with the browser's request.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const query = subscriptions.get(searchParams.get("operationName") ?? "");
  if (query === undefined) {
    return Response.json(
      { errors: [{ message: `operationName must be one of: ${[...subscriptions.keys()].join(", ")}` }] },
      { status: 400 },
    );
  }
  const upstream = new URL(apiUrl());
  upstream.searchParams.set("query", query);
  const variables = searchParams.get("variables");
  if (variables !== null) upstream.searchParams.set("variables", variables);
  try {
    const events = await fetch(upstream, {
      headers: { Accept: "text/event-stream", ...apiHeaders() },
      cache: "no-store",
      signal: request.signal,
    });
    return new Response(events.body, {
      status: events.status,
      headers: {
        "Content-Type": events.headers.get("Content-Type") ?? "text/event-stream",
        // Neither Next's compression nor a proxy before us may hold events back.
        "Cache-Control": "no-cache, no-transform",
        "X-Accel-Buffering": "no",
      },
    });
  } catch {
    return Response.json({ errors: [{ message: "No answer from the API" }] }, { status: 502 });
  }
}
