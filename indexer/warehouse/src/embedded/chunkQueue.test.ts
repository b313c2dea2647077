import { describe, expect, it } from "vitest";
import { ChunkQueue } from "./chunkQueue.ts";

const chunk = (text: string): Buffer => Buffer.from(text);

describe("chunk queue", () => {
  it("hands on what was pushed, in order, to its end", async () => {
    const queue = new ChunkQueue(100, () => {});
    queue.push(chunk("a"));
    const taken = (async () => {
      let all = "";
      for await (const each of queue) all += each.toString();
      return all;
    })();
    queue.push(chunk("b"));
    await Promise.resolve();
    queue.push(chunk("c"));
    queue.end();
    expect(await taken).toBe("abc");
  });

  it("asks to wait when it is full, and tells when half of it is free again", async () => {
    let room = 0;
    const queue = new ChunkQueue(4, () => room++);
    expect(queue.push(chunk("ab"))).toBe(true);
    expect(queue.push(chunk("cd"))).toBe(false);
    await queue.filled();
    expect(room).toBe(0);
    await queue.next();
    expect(room).toBe(1);
  });

  it("throws an error behind what came before it", async () => {
    const queue = new ChunkQueue(4, () => {});
    queue.push(chunk("a"));
    queue.end(new Error("broken off"));
    expect(queue.complete).toBe(false);
    expect(await queue.takeSome()).toEqual([chunk("a")]);
    await expect(queue.takeSome()).rejects.toThrow("broken off");
  });

  it("throws the rest away for one that has enough", async () => {
    let room = 0;
    const queue = new ChunkQueue(2, () => room++);
    queue.push(chunk("ab"));
    for await (const _ of queue) break;
    expect(queue.push(chunk("cdef"))).toBe(true);
    expect(queue.bytes).toBe(0);
    expect(room).toBe(1);
    expect(await queue.takeSome()).toBeUndefined();
  });

  it("takes back what was read too far", async () => {
    const queue = new ChunkQueue(10, () => {});
    queue.push(chunk("cd"));
    queue.unread(chunk("ab"));
    queue.end();
    expect(await queue.takeSome()).toEqual([chunk("ab"), chunk("cd")]);
  });
});
