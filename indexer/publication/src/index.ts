export { loadPolicy, type PublicationPolicy, type PublicationRule, parsePolicy, type Treatment } from "./policy.ts";
export { publicSchema } from "./publicSchema.ts";
export { type PublishedChannel, type PublishOptions, type PublishSummary, publish } from "./publish.ts";
