// What is to be hashed next, collected so that both lanes of `hashAll` are always full.
import { hashAll } from "./keccak";

let start: usize = 0;
let count: usize = 0;

/** Bytes that `most` messages take. */
export function messagesSize(most: usize): usize {
  return most * 12 + 64;
}

export function placeMessages(at: usize): void {
  start = at;
  count = 0;
}

/** The hash of [from, from + length) goes to `to` when `hashMessages` is called. */
// @ts-ignore: decorator
@inline
export function toHash(from: usize, length: usize, to: usize): void {
  const message = start + count * 12;
  store<u32>(message, <u32>from);
  store<u32>(message, <u32>length, 4);
  store<u32>(message, <u32>to, 8);
  count++;
}

export function hashMessages(): void {
  hashAll(start, count);
  count = 0;
}
