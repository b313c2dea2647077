import { cache } from "react";
import { ShellDocument, type ShellQuery } from "../generated/graphql.ts";
import { query } from "../graphql/query.ts";

export type ShellNetwork = ShellQuery["networks"][number];

/**
 * The networks that the frame of every page names, once per request. None while the API does not answer: the page
 * inside the frame says so.
 */
export const shellNetworks = cache(async (): Promise<readonly ShellNetwork[]> => {
  try {
    return (await query(ShellDocument, {})).data.networks;
  } catch {
    return [];
  }
});
