const BITS: Readonly<Record<string, number>> = { UInt8: 8, UInt16: 16, UInt32: 32, UInt64: 64, UInt256: 256 };

const inner = (wrapper: string, type: string): string | undefined =>
  type.startsWith(`${wrapper}(`) ? type.slice(wrapper.length + 1, -1) : undefined;

/**
 * Whether every value of one type stands in the other unchanged, and the engine's own conversion keeps it.
 * Types are spelled as in `system.columns`.
 */
export function widens(from: string, to: string): boolean {
  if (from === to) return true;
  const nullable = inner("Nullable", to);
  if (nullable !== undefined) return widens(inner("Nullable", from) ?? from, nullable);
  const [fromItem, toItem] = [inner("Array", from), inner("Array", to)];
  if (fromItem !== undefined && toItem !== undefined) return widens(fromItem, toItem);
  const [fromDictionary, toDictionary] = [inner("LowCardinality", from), inner("LowCardinality", to)];
  if (fromDictionary !== undefined || toDictionary !== undefined)
    return widens(fromDictionary ?? from, toDictionary ?? to);
  const [fromBits, toBits] = [BITS[from], BITS[to]];
  if (from === "Bool") return toBits !== undefined;
  if (fromBits !== undefined && to === "Int64") return fromBits < 64;
  return fromBits !== undefined && toBits !== undefined && fromBits < toBits;
}
