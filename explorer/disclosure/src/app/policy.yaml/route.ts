import { ask } from "../../data/ask.ts";
import { PolicyDocument, type PolicyQuery } from "../../generated/graphql.ts";

export const dynamic = "force-dynamic";

/** The policy in force as a file: its SHA-256 is the one that every public row carries. */
export async function GET(): Promise<Response> {
  let policy: PolicyQuery["policy"];
  try {
    ({ policy } = await ask(PolicyDocument, {}));
  } catch {
    return new Response("the data service does not answer; try again in a moment\n", { status: 503 });
  }
  if (!policy) return new Response("no policy is in force\n", { status: 404 });
  return new Response(policy.text, { headers: { "content-type": "application/yaml; charset=utf-8" } });
}
