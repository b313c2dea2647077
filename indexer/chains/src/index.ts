export { families } from "./families.ts";
export { openDecoder } from "./openDecoder.ts";
