export { type ApiOptions, createApi } from "./api.ts";
export type { Log } from "./errors.ts";
export type { Api } from "./graphqlApi.ts";
export { createPublicApi, type PublicApiOptions } from "./public/publicApi.ts";
export { READ_LIMITS } from "./readLimits.ts";
export { type Served, type ServeOptions, serve } from "./serve.ts";
