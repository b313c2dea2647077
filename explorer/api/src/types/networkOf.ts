import type { ApiContext } from "../context.ts";
import { apiError } from "../errors.ts";
import type { NetworkRecord } from "../networkDirectory.ts";

/** The network of a row that the viewer was given: it may see it, or the row would not be here. */
export function networkOf({ directory, viewer }: ApiContext, name: string): NetworkRecord {
  const network = directory.find(viewer, name);
  if (!network) throw new Error(`a row of network ${name} was read for viewer ${viewer.name}, who may not see it`);
  return network;
}

/**
 * The network whose list was asked for.
 * @throws GraphQLError NOT_FOUND, the same for a network that does not exist and for one that is hidden.
 */
export function networkToRead({ directory, viewer }: ApiContext, name: string): NetworkRecord {
  const network = directory.find(viewer, name);
  if (!network) throw apiError("NOT_FOUND", `There is no network "${name}". \`networks\` lists those you may see.`);
  return network;
}
