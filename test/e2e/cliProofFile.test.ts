import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { quorumBlocks, replayRpc } from "@ledgerscope/testkit";
import { expect, test } from "vitest";
import { ledgerscope, projectFolder } from "./support/cli.ts";

test("stored blocks are exported as a file that proves itself elsewhere; a change to it is named with its height", async () => {
  const node = await replayRpc((await quorumBlocks("quorum-qbft/blocks")).slice(0, 27), {
    without: ["eth_getBlockReceipts"],
  });
  const project = await projectFolder(`
warehouse: { path: ./data }
networks:
  consortium: { family: evm, rpc: ["${node.url}"] }
`);
  const elsewhere = await projectFolder("networks: {}\n");
  try {
    const stored = await ledgerscope(project.folder, "backfill", "--network", "consortium", "0:27");
    expect(stored.code, stored.stderr).toBe(0);
    const file = join(elsewhere.folder, "proof.jsonl.gz");
    const exported = await ledgerscope(project.folder, "verify", "--network", "consortium", "--export", file);
    expect(exported.code, exported.stderr).toBe(0);
    expect(exported.stderr).toMatch(/committed_seals: 27 verified/);
    expect(exported.stderr).toMatch(/senders: 27 verified/);

    const proven = await ledgerscope(elsewhere.folder, "verify", "--proof", file);
    expect(proven.stdout).toBe("");
    expect(proven.code, proven.stderr).toBe(0);
    expect(proven.stderr).toMatch(/: proven: blocks 0…26, up to block 26 0x[0-9a-f]{64}/);

    const lines = gunzipSync(await readFile(file))
      .toString("utf8")
      .split("\n");
    const changed = lines.map((line, index) =>
      index === 6 ? line.replace(/"nonce":"0x0","value":"0x0"/, '"nonce":"0x0","value":"0x1"') : line,
    );
    expect(changed).not.toEqual(lines);
    await writeFile(join(elsewhere.folder, "changed.jsonl"), changed.join("\n"));
    const refused = await ledgerscope(elsewhere.folder, "verify", "--proof", "changed.jsonl", "--json");
    expect(refused.code).toBe(1);
    expect(refused.json<{ height: number; check: string }>()).toContainEqual(
      expect.objectContaining({ height: 5, check: "transaction_hashes" }),
    );

    // Where a type has no rule, nothing of the contents is compared with the roots of the header.
    const forged = lines.map((line) =>
      line.replaceAll('"type":"0x0"', '"type":"0x7f"').replaceAll('"value":"0x0"', '"value":"0x9"'),
    );
    await writeFile(join(elsewhere.folder, "forged.jsonl"), forged.join("\n"));
    const headers = await ledgerscope(elsewhere.folder, "verify", "--proof", "forged.jsonl");
    expect(headers.code).toBe(1);
    expect(headers.stdout).toMatch(/block 5: proof_contents failed: the contents of block 5 are not proven/);
    expect(headers.stderr).toMatch(/: NOT proven: blocks 0…26, .*; the chain of headers is proven, the contents of/);

    await writeFile(join(elsewhere.folder, "empty.jsonl"), String(lines[0]).replace('"to":27', '"to":0'));
    const empty = await ledgerscope(elsewhere.folder, "verify", "--proof", "empty.jsonl");
    expect(empty.code).toBe(1);
    expect(empty.stdout).toMatch(/proof_blocks failed: the part 0:0 holds no block/);
    expect(empty.stderr).not.toMatch(/proven: blocks/);
  } finally {
    await project.remove();
    await elsewhere.remove();
    await node.close();
  }
});
