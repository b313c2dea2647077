import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkVersion, findFabricBinaries } from "./fabricBinaries.ts";

const INSTALL_PAGE = "https://hyperledger-fabric.readthedocs.io/en/latest/install.html";
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabric-devnet-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("without Fabric's programs one sentence says where to get them", async () => {
  await expect(findFabricBinaries(undefined, { PATH: folder })).rejects.toThrow(
    `are not on PATH: get them as ${INSTALL_PAGE} tells, then set FABRIC_BIN to their folder`,
  );
});

test("a folder that lacks some is named, with what it lacks", async () => {
  for (const name of ["peer", "orderer"]) await writeFile(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  await expect(findFabricBinaries(undefined, { FABRIC_BIN: folder })).rejects.toThrow(
    `${folder} lacks Fabric's configtxgen, configtxlator`,
  );
});

test("another program that is called peer is not taken for Fabric's", async () => {
  for (const name of ["peer", "orderer", "configtxgen", "configtxlator"])
    await writeFile(join(folder, name), "#!/bin/sh\necho hello\n", { mode: 0o755 });
  await expect(findFabricBinaries(folder)).rejects.toThrow(/is not a release of Hyperledger Fabric's peer.*hello/);
});

test("BFT asks for Fabric 3, anything for 2.5", () => {
  expect(() => checkVersion("2.5.16", "bft")).toThrow("BFT ordering came with Fabric 3.0 and this is 2.5.16");
  expect(() => checkVersion("2.2.15", "raft")).toThrow("Fabric 2.2.15 is too old");
  for (const [version, consensus] of [
    ["2.5.0", "raft"],
    ["3.0.0", "bft"],
    ["3.1.5", "raft"],
  ] as const)
    expect(() => checkVersion(version, consensus)).not.toThrow();
});
