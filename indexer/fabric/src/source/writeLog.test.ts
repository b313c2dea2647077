import { expect, test } from "vitest";
import { WriteLog } from "./writeLog.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | null | undefined): string | null | undefined =>
  value ? new TextDecoder().decode(value) : value;

test("a key's last write is its value, in each namespace and collection of its own", () => {
  const log = new WriteLog();
  log.push("a", "", bytes("k"), bytes("1"));
  log.push("a", "private", bytes("k"), bytes("2"));
  log.push("b", "", bytes("k"), bytes("3"));
  expect(text(log.get("a", "", bytes("k")))).toBe("1");
  log.push("a", "", bytes("k"), bytes("4"));
  log.push("b", "", bytes("k"), null);
  expect(text(log.get("a", "", bytes("k")))).toBe("4");
  expect(text(log.get("a", "private", bytes("k")))).toBe("2");
  expect(log.get("b", "", bytes("k"))).toBeNull();
  expect(log.get("b", "", bytes("other"))).toBeUndefined();
  expect(log.get("c", "", bytes("k"))).toBeUndefined();
});

test("it is what a map of all writes is, however often it is asked and compacted", () => {
  const log = new WriteLog();
  const map = new Map<string, string | null>();
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let step = 0; step < 20_000; step++) {
    const [namespace, key] = [`n${random(3)}`, `key${random(500)}`];
    const value = random(10) === 0 ? null : "v".repeat(random(40)) + step;
    log.push(namespace, "", bytes(key), value === null ? null : bytes(value));
    map.set(`${namespace} ${key}`, value);
    if (step % 7000 === 6999) {
      const before = log.bytes;
      log.dropOverwritten();
      expect(log.bytes).toBeLessThan(before);
    }
    if (step % 997 === 0) expect(text(log.get(namespace, "", bytes(key)))).toBe(value);
  }
  for (const [at, value] of map) {
    const [namespace = "", key = ""] = at.split(" ");
    expect(text(log.get(namespace, "", bytes(key)))).toBe(value);
  }
});
