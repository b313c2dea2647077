import type { Viewer } from "@ledgerscope/core";
import type { Plugin } from "graphql-yoga";
import type { Log } from "./errors.ts";
import { problemResponse, thrownProblem } from "./rest/problem.ts";
import { seesEverything } from "./viewer.ts";

/** Who asks: as configured, not confined to the networks that there are. */
export interface Asking {
  readonly viewer: Viewer;
  /** May see every network and every channel, also those to come. */
  readonly seesEverything: boolean;
}

/** A part of the API beside `/graphql`. */
export interface Route {
  /** Its paths are this one and those below: `/sql` has `/sql` and `/sql/run`, not `/sqlite`. */
  readonly prefix: string;
  /**
   * Answers one request; `request.signal` aborts when the client has gone. GraphQLErrors that it throws are told as
   * problem details (RFC 9457), anything else is logged and masked.
   */
  answer(request: Request, asking: Asking): Promise<Response>;
}

/** Serves routes beside GraphQL: to the same origins, for the same viewers. */
export function answerRoutes(routes: readonly Route[], viewerOf: (request: Request) => Viewer, log: Log): Plugin {
  return {
    async onRequest({ request, url, endResponse }) {
      const route = routes.find(({ prefix }) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
      if (!route || request.method === "OPTIONS") return;
      try {
        const viewer = viewerOf(request);
        endResponse(await route.answer(request, { viewer, seesEverything: seesEverything(viewer) }));
      } catch (error) {
        endResponse(problemResponse(thrownProblem(error, log)));
      }
    },
  };
}
