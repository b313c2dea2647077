import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packChaincode } from "./chaincodePackage.ts";

test("a package holds what Fabric reads, and its id is label and SHA-256", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fabric-devnet-test-"));
  try {
    const pack = packChaincode("bench_1.0", "127.0.0.1:20201");
    expect(pack.id).toBe(`bench_1.0:${createHash("sha256").update(pack.bytes).digest("hex")}`);
    await writeFile(join(folder, "package.tar.gz"), pack.bytes);
    execFileSync("tar", ["xzf", "package.tar.gz"], { cwd: folder });
    execFileSync("tar", ["xzf", "code.tar.gz"], { cwd: folder });
    expect(JSON.parse(await readFile(join(folder, "metadata.json"), "utf8"))).toEqual({
      type: "ccaas",
      label: "bench_1.0",
    });
    expect(JSON.parse(await readFile(join(folder, "connection.json"), "utf8"))).toEqual({
      address: "127.0.0.1:20201",
      dial_timeout: "10s",
      tls_required: false,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the same address and label are the same package", () => {
  expect(packChaincode("a_1", "127.0.0.1:1").id).toBe(packChaincode("a_1", "127.0.0.1:1").id);
  expect(packChaincode("a_1", "127.0.0.1:1").id).not.toBe(packChaincode("a_1", "127.0.0.1:2").id);
});
