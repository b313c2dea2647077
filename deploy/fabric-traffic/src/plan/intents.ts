import { benchIntents } from "./benchIntents.ts";
import { failureIntents } from "./failureIntents.ts";
import type { Intent } from "./intent.ts";

/** Everything that a mix can name, besides the stories of the relief fund. */
export const intents: Readonly<Record<string, Intent>> = { ...benchIntents, ...failureIntents };
