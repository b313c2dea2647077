import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { frameEnds, lastFrames } from "./blockFile.ts";
import { openKeyGuard } from "./privateKeys.ts";
import { RecordingWriter, readRecorded, readRecordedLines } from "./recordingFolder.ts";
import { withoutFolders } from "./writeLogs.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "recording-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("what is written is read again, packed as the name says", async () => {
  const writer = new RecordingWriter(folder, await openKeyGuard(folder));
  const values = Array.from({ length: 1000 }, (_, n) => ({ n, zh: "汇票" }));
  for (const name of ["lines.jsonl", "peers/lines.jsonl.gz", "logs/lines.jsonl.xz"]) {
    await writer.writeLines(name, values);
    expect(await readRecordedLines(folder, name)).toEqual(values);
  }
  const bytes = Buffer.from([0, 1, 2, 255]);
  await writer.write("peer.tail", bytes);
  expect(Buffer.from(await readRecorded(folder, "peer.tail"))).toEqual(bytes);
  const sizes = await Promise.all(
    ["lines.jsonl", "peers/lines.jsonl.gz", "logs/lines.jsonl.xz"].map(
      async (name) => (await readFile(path.join(folder, name))).length,
    ),
  );
  expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) / 4);
  expect(sizes[2]).toBeLessThan((sizes[0] ?? 0) / 4);
});

test("a file with a private key is not written at all", async () => {
  const writer = new RecordingWriter(folder, await openKeyGuard(folder));
  const key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n";
  await expect(writer.write("logs/bad.log.xz", `a log\n${key}`)).rejects.toThrow(/logs\/bad\.log\.xz/);
  expect(await readdir(folder, { recursive: true })).not.toContain("logs/bad.log.xz");
});

test("a block file is cut behind its last whole block", () => {
  const block = (length: number, fill: number): Buffer => {
    const prefix = length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
    return Buffer.concat([Buffer.from(prefix), Buffer.alloc(length, fill)]);
  };
  const blocks = [block(5, 1), block(300, 2), block(127, 3), block(128, 4)];
  const whole = Buffer.concat(blocks);
  expect(frameEnds(whole)).toEqual([6, 308, 436, 566]);
  expect(frameEnds(whole.subarray(0, 565))).toEqual([6, 308, 436]);
  expect(frameEnds(whole.subarray(0, 437))).toEqual([6, 308, 436]);
  expect(lastFrames(whole, 2)).toEqual(Buffer.concat(blocks.slice(2)));
  expect(lastFrames(whole, 9)).toEqual(whole);
  expect(lastFrames(whole.subarray(0, 565), 1)).toEqual(blocks[2]);
});

test("logs do not tell where the machine that recorded keeps its files", () => {
  const log = '{"msg":"replay /home/a/net/nodes/x.wal"}\nat /home/a/fabric/core/peer.go:12\nat /home/b/x.ts';
  expect(withoutFolders(log, "/home/a/net", ["/home/a/fabric"])).toBe(
    '{"msg":"replay /network/nodes/x.wal"}\nat /…/core/peer.go:12\nat /home/b/x.ts',
  );
});
