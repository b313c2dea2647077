import { equalBytes, MetadataIndex, storedCommitHash, toHex, WireError } from "@ledgerscope/proof";

const EMPTY = new Uint8Array(0);

/** What every later block rests upon: header, validation codes and commit hash. */
export interface BlockClaims {
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly metadata: readonly Uint8Array[];
  /** A peer's copy, for sure: it has a validation code for every transaction. @default it may be an orderer's */
  readonly isOfPeer?: boolean;
}

export interface BlockDifference {
  /** What differs, with both values. */
  readonly text: string;
  /** "header": two chains; "state": one chain, whose transactions two peers judge differently. */
  readonly of: "header" | "state";
}

/**
 * What two nodes say differently of one block; undefined where they agree. An orderer's copy has neither
 * codes nor a commit hash: what is absent on one side is not compared.
 */
export function blockDifference(
  ourName: string,
  ours: BlockClaims,
  theirName: string,
  theirs: BlockClaims,
): BlockDifference | undefined {
  const pair = (what: string, our: string, their: string): string =>
    `${what}: ${ourName} has ${our}, ${theirName} ${their}`;
  for (const [what, name] of [
    ["previous hash", "previousHash"],
    ["data hash", "dataHash"],
  ] as const) {
    if (!equalBytes(ours[name], theirs[name])) {
      return { text: pair(what, toHex(ours[name]), toHex(theirs[name])), of: "header" };
    }
  }
  const [ourCodes, theirCodes] = [codesOf(ours), codesOf(theirs)];
  const isCompared = (ours.isOfPeer && theirs.isOfPeer) || (ourCodes.length > 0 && theirCodes.length > 0);
  if (isCompared && !equalBytes(ourCodes, theirCodes)) {
    const longer = ourCodes.length > theirCodes.length ? ourCodes : theirCodes;
    const at = longer.findIndex((_, index) => ourCodes[index] !== theirCodes[index]);
    const [our, their] = [ourCodes, theirCodes].map((codes) => String(codes[at] ?? "none"));
    return { text: pair(`validation code of transaction ${at}`, our as string, their as string), of: "state" };
  }
  const [ourHash, theirHash] = [ours, theirs].map(commitHashOf);
  if (ourHash?.length && theirHash?.length && !equalBytes(ourHash, theirHash)) {
    return { text: pair("commit hash", toHex(ourHash), toHex(theirHash)), of: "state" };
  }
  return undefined;
}

const codesOf = ({ metadata }: BlockClaims): Uint8Array => metadata[MetadataIndex.transactionsFilter] ?? EMPTY;

/** Empty where there is none: orderers' copies, block 0, Fabric before 1.4. */
export function commitHashOf({ metadata }: Pick<BlockClaims, "metadata">): Uint8Array {
  try {
    return storedCommitHash(metadata);
  } catch (error) {
    if (error instanceof WireError) return EMPTY;
    throw error;
  }
}
