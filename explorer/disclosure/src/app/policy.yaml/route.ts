import { ask } from "../../data/ask.ts";
import { PolicyDocument } from "../../generated/graphql.ts";

export const dynamic = "force-dynamic";

/** The policy in force as a file: its SHA-256 is the one that every public row carries. */
export async function GET(): Promise<Response> {
  const { policy } = await ask(PolicyDocument, {});
  if (!policy) return new Response("no policy is in force\n", { status: 404 });
  return new Response(policy.text, { headers: { "content-type": "application/yaml; charset=utf-8" } });
}
