/**
 * What earlier lines of the same file leave for later ones, where Fabric tells one thing in two lines. It holds a
 * few values at most, all from the last moments: a reader that goes on somewhere fills it again by reading the last
 * {@link MEMORY_BYTES} before that place, and nothing else depends on where it began.
 */
export interface LogMemory {
  /** Orderer: why the batch is cut whose block is created next. */
  cut?: Readonly<Record<string, string>> | undefined;
  /** Peer: the read that did not hold, said just before the transaction that is refused for it. */
  conflict?: { readonly timeNs: bigint; readonly values: Readonly<Record<string, string>> } | undefined;
  /** The lines before are of the console format, whose entries may go on over several lines. */
  console?: boolean;
}

/** How far back a line can matter to another, in bytes of a log. */
export const MEMORY_BYTES = 1 << 16;
