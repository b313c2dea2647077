export { evmSchema } from "./schema.ts";
