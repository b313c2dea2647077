import { ask } from "../../../../../data/ask.ts";
import { BundleDocument } from "../../../../../generated/graphql.ts";

export const dynamic = "force-dynamic";

interface Context {
  readonly params: Promise<{ network: string; channel: string; range: string }>;
}

/** `/bundle/<network>/<channel>/<from>-<to>.json`: the proof file of the blocks from ≤ height < to. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { network, channel, range } = await params;
  const match = /^(\d{1,15})-(\d{1,15})\.json$/.exec(range);
  if (!match) return text(404, "write /bundle/<network>/<channel>/<from>-<to>.json, half-open, at most 50 blocks");
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (to <= from || to - from > MAX_BLOCKS) return text(400, `from < to, and at most ${MAX_BLOCKS} blocks`);
  let bundle: string | null | undefined;
  try {
    ({ bundle } = await ask(BundleDocument, { network, channel, from, to }));
  } catch {
    return text(503, "the data service does not answer; try again in a moment");
  }
  if (!bundle) return text(404, "not every block of this range is published in full");
  return new Response(bundle, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `inline; filename="${channel.replace(/[^\w.-]/g, "_")}-${from}-${to}.json"`,
    },
  });
}

/** As many as the public API gives at once. */
const MAX_BLOCKS = 50;

const text = (status: number, message: string): Response =>
  new Response(`${message}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
