import { createHash } from "node:crypto";
import type { Viewer } from "@ledgerscope/core";
import { apiError } from "./errors.ts";

/** Without `viewers:` there is one viewer, who sees everything, on this machine only. */
const local: Viewer = { name: "local", networks: "*", channels: "*", roles: ["operator"] };

/** With `viewers:`, whoever brings no token sees nothing. */
const anonymous: Viewer = { name: "anonymous", networks: [], channels: [], roles: [] };

/** Whether a viewer, as configured, may read every network and channel: the engine's SQL knows no rows by viewer. */
export const seesEverything = ({ networks, channels }: Viewer): boolean => networks === "*" && channels === "*";

const digest = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * Who is asking: by `Authorization: Bearer <token>`, or by `?token=` where a header cannot be set
 * (EventSource in a browser). The only place where a request becomes a viewer.
 * @param viewers token → viewer, as configured.
 * @returns throws GraphQLError UNAUTHENTICATED for a token that nobody has.
 */
export function viewerResolver(viewers: Readonly<Record<string, Viewer>> | undefined): (request: Request) => Viewer {
  if (!viewers) return () => local;
  // Looked up by hash: the time a comparison takes says nothing about a token.
  const byDigest = new Map(Object.entries(viewers).map(([token, viewer]) => [digest(token), viewer]));
  return (request) => {
    const token = tokenOf(request);
    if (token === undefined) return anonymous;
    const viewer = byDigest.get(digest(token));
    if (!viewer) throw apiError("UNAUTHENTICATED", "This token is not known. Send one that stands under `viewers:`.");
    return viewer;
  };
}

function tokenOf(request: Request): string | undefined {
  const header = request.headers.get("authorization");
  if (header !== null) return /^Bearer +(\S+)$/i.exec(header.trim())?.[1] ?? "";
  return new URL(request.url).searchParams.get("token") ?? undefined;
}
