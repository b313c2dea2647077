import { apiError } from "./errors.ts";

/** What identifies a node of one type. Network and channel stand in every one: nothing is looked up without them. */
export interface NodeKey {
  readonly network: string;
  /** Empty where the family has no channels. */
  readonly channel: string;
  /** Natural key within the network. */
  readonly key: string;
}

/** `network|channel|key`, each part percent-encoded. */
export function formatNodeKey({ network, channel, key }: NodeKey): string {
  return [network, channel, key].map(encodeURIComponent).join("|");
}

/** @throws GraphQLError BAD_INPUT */
export function parseNodeKey(text: string): NodeKey {
  try {
    const [network, channel, key, ...rest] = text.split("|").map(decodeURIComponent);
    if (network && channel !== undefined && key && rest.length === 0) return { network, channel, key };
  } catch {
    // decodeURIComponent refuses malformed sequences
  }
  throw badId();
}

/** `v1|type|network|channel|key` in base64url. Opaque to clients. */
export function encodeGlobalId(type: string, nodeKey: string): string {
  return Buffer.from(`v1|${type}|${nodeKey}`, "utf8").toString("base64url");
}

/** @throws GraphQLError BAD_INPUT when the text is no global id. */
export function decodeGlobalId(id: string): { readonly typename: string; readonly id: string } {
  const [, typename, nodeKey] = /^v1\|(\w+)\|(.+)$/.exec(Buffer.from(id, "base64url").toString("utf8")) ?? [];
  if (!typename || !nodeKey) throw badId();
  parseNodeKey(nodeKey);
  return { typename, id: nodeKey };
}

const badId = () => apiError("BAD_INPUT", "This is not an id that this API has given out. Take `id` from a result.");
