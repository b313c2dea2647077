import { createHash } from "node:crypto";

/** A seeded source of numbers: the same seed and label give the same numbers. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/**
 * Sources with different labels are independent, so that what one part of a plan draws does not move another.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded by SHA-256.
 */
export function randomOf(seed: number, label: string): Random {
  const digest = createHash("sha256").update(`${seed}:${label}`).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    pick: (items) => {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[integer(items.length)] as (typeof items)[number];
    },
  };
}
