import type { GraphQLSchema } from "graphql";
import type { Limits } from "../limits.ts";
import type { Route } from "../route.ts";
import { openApi } from "./openApi.ts";
import type { RestRoute } from "./restRoute.ts";

/** `/openapi.json`: says what there is, to everybody; it depends on the schema alone. */
export function openApiRoute(schema: GraphQLSchema, routes: readonly RestRoute[], limits: Limits): Route {
  let text: string | undefined;
  return {
    prefix: "/openapi.json",
    async answer() {
      text ??= `${JSON.stringify(openApi(schema, routes, limits), null, 2)}\n`;
      return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-cache" } });
    },
  };
}
