export const dynamic = "force-dynamic";

/** Whether this process serves; it says nothing of the API, whose absence every page tells by itself. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
