import type { CallDecoder } from "./callDecoder.ts";
import type { Check } from "./check.ts";
import type { Pass } from "./pass.ts";
import type { ProofFile } from "./proofFile.ts";
import type { Source } from "./source.ts";
import type { Stage } from "./stage.ts";
import type { StoredReader } from "./storedReader.ts";
import type { VerifyRequest } from "./verifyRequest.ts";

export interface NetworkContext {
  /** Name of the network in the configuration. */
  readonly network: string;
  /** Folder that relative paths in the configuration start from (absolute). */
  readonly baseDir: string;
}

/**
 * One chain family. `Schema` is the family's tables and views (`@ledgerscope/schema`), kept generic
 * here so that core knows no database.
 */
export interface ChainAdapter<Config, Schema> {
  /** `evm`, `fabric`. */
  readonly family: string;
  readonly schema: Schema;
  /** The stages of a transaction that this family can show, in order. */
  readonly stages: readonly Stage[];
  /** Work over stored final blocks, in the order in which it is to be done. */
  readonly passes: readonly Pass<Config>[];
  /** @throws ConfigError naming the key and giving an example. */
  parseConfig(input: unknown, context: NetworkContext): Config;
  /** The channel of a Fabric network; empty for other families. */
  channel(config: Config): string;
  /** @param stored rows of the network, for a source that goes on from what is stored rather than from its start. */
  open(config: Config, stored?: StoredReader): Promise<Source>;
  /** Proves stored rows again, block by block, and yields every check (not only the failed ones). */
  verify(config: Config, request: VerifyRequest): AsyncIterable<Check>;
  /** Stored blocks as a file that proves itself; undefined where the family has none. */
  readonly proofFile?: ProofFile<Config>;
  /**
   * What calls, logs and errors say, by the descriptions at hand; undefined where the family needs none.
   * @throws ConfigError naming a description that cannot be read.
   */
  decoder?(config: Config): Promise<CallDecoder>;
}
