import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import type { Instant } from "../timing.ts";
import type { ClientTimes } from "./clientTimes.ts";

/** What the client itself did before, between and after its calls. */
export function addClientSpans(
  tree: SpanTree,
  facts: FactIndex,
  { client, times, gateway, root }: { client: Instant | undefined; times: ClientTimes; gateway: string; root: SpanKey },
): void {
  const { proposed, endorsed, sent, committed } = times;
  if (client && proposed) {
    tree.add({ stage: "fabric.client.prepare", node: "" }, { parent: root, start: client, end: proposed });
  }
  if (endorsed && sent) {
    tree.add({ stage: "fabric.client.assemble", node: "" }, { parent: root, start: endorsed, end: sent });
  }
  const node = gateway === "" ? (committed?.clock ?? "") : gateway;
  const done = facts.timing("fabric.commit", node).end;
  if (done && committed) {
    tree.add({ stage: "fabric.notify", node }, { parent: root, start: done, end: committed, status: "ok" });
  }
}
