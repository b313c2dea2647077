/** A call made inside a transaction, as a node traced it; no root commits to it. */
export interface EvmCall {
  /** Positions of the calls down to this one, from 0; empty: the transaction itself. */
  readonly address: readonly number[];
  /** How many calls it made itself. */
  readonly subcalls: number;
  /** `call`, `delegatecall`, `create`, … */
  readonly type: string;
  /** 0x-hex. */
  readonly from: string;
  /** Whose code ran, 0x-hex; empty when nothing was created. */
  readonly to: string;
  /** In wei. */
  readonly value: bigint;
  /** Given to it, in gas; of the transaction itself its limit. */
  readonly gas: bigint;
  /** In gas. */
  readonly gasUsed: bigint;
  /** First four bytes of the call data, 0x-hex; empty when shorter. */
  readonly selector: string;
  /** The node's word for why it failed; empty when it did not. */
  readonly error: string;
  /** What it returned when it failed, 0x-hex; `0x` otherwise. */
  readonly output: string;
}

/** As tools write it: `0.2.1`; empty for the transaction itself. */
export const callPath = ({ address }: EvmCall): string => address.join(".");

/**
 * The calls that failed, from the transaction itself down to where it began: from each call on to the last one that it
 * made, while that one failed.
 * @param calls Of one transaction, in any order; those that did not fail may be left out.
 * @returns empty when the transaction itself is missing or did not fail.
 */
export function failingCalls(calls: readonly EvmCall[]): readonly EvmCall[] {
  const byPath = new Map(calls.map((call) => [callPath(call), call]));
  const path: EvmCall[] = [];
  let call = byPath.get("");
  while (call && call.error !== "") {
    path.push(call);
    call = call.subcalls === 0 ? undefined : byPath.get([...call.address, call.subcalls - 1].join("."));
  }
  return path;
}

/**
 * The call whose failure was handed up to the transaction: down the failing calls while each returned the very bytes
 * that the one above it then failed with.
 */
export function originOf(path: readonly EvmCall[]): EvmCall | undefined {
  const [root] = path;
  const other = path.findIndex(({ output }) => output !== root?.output);
  return path[(other === -1 ? path.length : other) - 1];
}
