import { ConfigError } from "@ledgerscope/core";

/** An answer beyond what the configuration allows; the rest of it is not read. */
export class OversizedAnswer extends ConfigError {
  /** @param what begins the sentence. @param most bytes that an answer may have. */
  constructor(what: string, most: number) {
    super(
      `${what} with more than ${Math.floor(most / 1_000_000)} MB: ` +
        "if a block of this chain is really that large, raise `max_response_mb`",
    );
  }
}
