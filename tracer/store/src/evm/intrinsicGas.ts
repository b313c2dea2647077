/** What of a transaction its intrinsic gas depends on. */
export interface Intrinsic {
  /** Bytes of its data. */
  readonly inputBytes: number;
  /** Of those, zeros. */
  readonly zeroBytes: number;
  readonly creates: boolean;
  /** JSON of evm_transactions; empty when there is none. */
  readonly accessList: string;
  /** JSON of evm_transactions; empty when there is none. */
  readonly authorizationList: string;
}

/**
 * Gas that a transaction costs before its first instruction, by the rules since Istanbul (EIP-2028), with access lists
 * (EIP-2930), init code (EIP-3860) and authorizations (EIP-7702): Yellow Paper, 6.2.
 */
export function intrinsicGas({ inputBytes, zeroBytes, creates, accessList, authorizationList }: Intrinsic): bigint {
  const entries = listOf(accessList);
  const keys = entries.reduce<number>((sum, entry) => sum + keysOf(entry), 0);
  const initCode = creates ? 32_000 + 2 * Math.ceil(inputBytes / 32) : 0;
  const data = 4 * zeroBytes + 16 * (inputBytes - zeroBytes);
  const lists = 2_400 * entries.length + 1_900 * keys + 25_000 * listOf(authorizationList).length;
  return BigInt(21_000 + data + initCode + lists);
}

function listOf(json: string): readonly unknown[] {
  if (json === "") return [];
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const keysOf = (entry: unknown): number => {
  const keys = (entry as { storageKeys?: unknown } | null)?.storageKeys;
  return Array.isArray(keys) ? keys.length : 0;
};
