import {
  type ChannelConfig,
  type DecodedEnvelope,
  decodeMetadata,
  type FabricBlock,
  lastConfigHeight,
  MetadataIndex,
  signerIdentity,
  storedCommitHash,
  WireError,
} from "@ledgerscope/proof";
import { blockBytes } from "../source/blockFile.ts";
import { pushBlockSignatures } from "./blockSignatureRows.ts";
import { blockTimeMs } from "./blockTime.ts";
import { consensusOf } from "./consensusText.ts";
import { decodeTransaction } from "./decodeTransaction.ts";
import { IdentityUses } from "./identityUses.ts";
import type { FabricRows } from "./rows.ts";
import { NOT_VALIDATED, VALID } from "./validationCodes.ts";

export interface BlockContext {
  readonly network: string;
  readonly channel: string;
  /** SHA-256 of the header. */
  readonly hash: Uint8Array;
  /** Time of the block before, Unix milliseconds; 0 for the first. */
  readonly previousTimeMs: number;
  /** The configuration in force, which names BFT signers; undefined where it is not known. */
  readonly config: ChannelConfig | undefined;
}

const EMPTY: Uint8Array = new Uint8Array(0);

/**
 * Appends the block's rows to every table. The block's metadata must be readable (it is, once
 * `verifyBlock` did not fail it); `envelopes` is what that decoded. Whatever in a transaction cannot be read is named in `decode_error`.
 * @returns the time given to the block, Unix milliseconds.
 */
export function decodeBlock(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  context: BlockContext,
  rows: FabricRows,
): { timeMs: number } {
  const { network, channel, config } = context;
  const uses = new IdentityUses();
  const filter = block.metadata[MetadataIndex.transactionsFilter] ?? EMPTY;
  const timesNs: bigint[] = [];
  let validCount = 0;
  for (const [index, decoded] of envelopes.entries()) {
    const envelope = block.data[index] as Uint8Array;
    const code = filter[index] ?? NOT_VALIDATED;
    if (code === VALID) validCount++;
    rows.envelopes.push({ network, channel, height: block.number, tx_index: index, envelope });
    const timeNs = decodeTransaction(
      decoded,
      { network, channel, height: block.number, index, code, config, bytes: envelope.length },
      rows,
      uses,
    );
    if (timeNs !== undefined) timesNs.push(timeNs);
  }
  pushBlockSignatures(block, context, rows, uses);
  uses.push({ network, channel, height: block.number }, rows);
  const timeMs = blockTimeMs(timesNs, context.previousTimeMs);
  const consensus = consensusOf(block.metadata, config?.consensusType);
  rows.blocks.push({
    network,
    channel,
    height: block.number,
    block_hash: context.hash,
    previous_hash: block.previousHash,
    data_hash: block.dataHash,
    time: timeMs,
    time_source: "transactions",
    tx_count: block.data.length,
    valid_count: validCount,
    bytes: blockBytes(block),
    commit_hash: storedCommitHash(block.metadata),
    orderer_msps: ordererMsps(block, context.config),
    last_config: lastConfigHeight(block.metadata) ?? 0,
    consensus: consensus.text,
    consenter_metadata: consensus.bytes,
    metadata: block.metadata,
  });
  return { timeMs };
}

/** Empty for a signer that the configuration does not name, or that cannot be read. */
function ordererMsps(block: FabricBlock, config: ChannelConfig | undefined): string[] {
  const { signatures } = decodeMetadata(block.metadata[MetadataIndex.signatures] ?? EMPTY);
  return signatures.map((signature) => {
    try {
      return signerIdentity(signature, config?.consenters ?? [])?.mspId ?? "";
    } catch (error) {
      if (error instanceof WireError) return "";
      throw error;
    }
  });
}
