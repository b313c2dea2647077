export { fabricSchema } from "./schema.ts";
