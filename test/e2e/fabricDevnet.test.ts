import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Devnet,
  type DevnetDescription,
  findFabricBinaries,
  orderingArguments,
  peerCommand,
  readDevnet,
  startDevnet,
} from "@ledgerscope/fabric-devnet";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { root } from "./support/cli.ts";
import { describeGiven } from "./support/describeGiven.ts";

const BENCH = [process.execPath, join(root, "deploy/fabric-chaincodes/dist/bench/server.js")];
const COLLECTION = {
  name: "secret",
  policy: "OR('Org1MSP.member','Org2MSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 0,
  memberOnlyRead: true,
};
const BUDGET_BYTES = 1.5e9;

let absent = "";
const binaries = await findFabricBinaries().catch((error: Error) => {
  absent = error.message;
  return undefined;
});
const hasBft = binaries !== undefined && !binaries.version.startsWith("2.");

describeGiven(binaries, absent, "a Fabric network on this machine", () => {
  for (const [consensus, basePort] of [
    ["raft", 20_300],
    ["bft", 20_600],
  ] as const)
    describe.skipIf(consensus === "bft" && !hasBft)(consensus, () => {
      let folder = "";
      let devnet: Devnet;
      const steps: string[] = [];

      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "fabric-devnet-e2e-"));
        devnet = await startDevnet({ folder, consensus, basePort, onStep: (step) => steps.push(step) });
        await devnet.deployChaincode({
          name: "bench",
          command: BENCH,
          policy: "OR('Org1MSP.peer','Org2MSP.peer')",
          collections: [COLLECTION],
        });
      });
      afterAll(async () => {
        await devnet?.stop();
        await rm(folder, { recursive: true, force: true });
      });

      const put = async (key: string, value: string, user?: string): Promise<string> => {
        const { description } = devnet;
        const call = JSON.stringify({ Args: ["put", key, value] });
        return peerCommand(
          description,
          "Org1MSP",
          [
            ...["chaincode", "invoke", "--channelID", "mychannel", "--name", "bench"],
            ...["--ctor", call, "--waitForEvent", ...(await orderingArguments(description, "Org1MSP"))],
          ],
          user ? { user } : {},
        );
      };
      const get = async (mspId: string, key: string): Promise<string> => {
        const call = JSON.stringify({ Args: ["get", key] });
        const channel = ["--channelID", "mychannel", "--name", "bench", "--ctor", call];
        return (await peerCommand(devnet.description, mspId, ["chaincode", "query", ...channel])).trim();
      };
      const heights = async (): Promise<(number | undefined)[]> =>
        (await devnet.status()).filter(({ kind }) => kind !== "chaincode").map(({ height }) => height);
      const untilAllAgree = (): Promise<void> =>
        vi.waitFor(async () => expect(new Set(await heights()).size).toBe(1), { timeout: 30_000, interval: 200 });

      test("comes up with a leader, every node at the same block", async () => {
        expect(steps).toContain("channel mychannel");
        expect(await devnet.leader()).toMatch(/^orderer\d$/);
        await untilAllAgree();
        expect((await devnet.status()).map(({ running }) => running)).not.toContain(false);
      });

      test("takes transactions that every peer then has", async () => {
        await put("a", "one");
        await vi.waitFor(async () => {
          for (const mspId of ["Org1MSP", "Org2MSP"]) expect(await get(mspId, "a")).toBe("one");
        });
      });

      test("a peer killed with -9 has all blocks again after its restart", async () => {
        await devnet.kill("peer0.org2");
        expect((await devnet.status()).find(({ name }) => name === "peer0.org2")?.running).toBe(false);
        await put("b", "two");
        await devnet.restart("peer0.org2");
        await untilAllAgree();
        expect(await get("Org2MSP", "b")).toBe("two");
      });

      test("the leader killed with -9 is replaced, and follows after its restart", async () => {
        const leader = (await devnet.leader()) as string;
        await devnet.kill(leader);
        await vi.waitFor(
          async () => {
            const next = await devnet.leader();
            expect(next).toBeDefined();
            expect(next).not.toBe(leader);
          },
          { timeout: 60_000, interval: 200 },
        );
        await put("c", "three");
        await devnet.restart(leader);
        await untilAllAgree();
      });

      test("a paused peer answers nothing and goes on when it is resumed", async () => {
        devnet.pause("peer0.org2");
        await put("d", "four");
        expect((await devnet.status()).find(({ name }) => name === "peer0.org2")?.height).toBeUndefined();
        devnet.resume("peer0.org2");
        await untilAllAgree();
      });

      test("a channel's configuration is changed by its administrators", async () => {
        await devnet.updateChannel({ batchTimeoutMs: 200, maxMessageCount: 7 });
        await untilAllAgree();
        await expect(devnet.updateChannel({ batchTimeoutMs: 200 })).rejects.toThrow("no differences detected");
      });

      test("an upgrade runs the new program and ends the old one", async () => {
        const before = devnet.description.chaincodes[0];
        const after = await devnet.deployChaincode({ name: "bench", version: "2.0" });
        expect([after.sequence, after.version]).toEqual([2, "2.0"]);
        const committed = await peerCommand(devnet.description, "Org2MSP", [
          ...["lifecycle", "chaincode", "querycommitted", "--channelID", "mychannel", "--name", "bench"],
          ...["--output", "json"],
        ]);
        // Neither was said again: policy and collections stay.
        expect(committed).toMatch(/"name": *"secret"/);
        expect(after.packageId).not.toBe(before?.packageId);
        await expectGone([before?.pid as number]);
        await put("e", "five");
      });

      test("an identity works until its certificate has expired", async () => {
        await devnet.issueIdentity({ mspId: "Org1MSP", name: "brief", lifetimeMs: 6_000 });
        await put("f", "six", "brief");
        await sleep(6_000);
        await expect(put("f", "seven", "brief")).rejects.toThrow("expired");
        expect(await get("Org1MSP", "f")).toBe("six");
      });

      test("all of it fits the memory that is promised", async () => {
        const bytes = (await devnet.status()).reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
        console.log(`${consensus}: ${Math.round(bytes / 1e6)} MB`);
        expect(bytes).toBeLessThan(BUDGET_BYTES);
      });

      test("stopped, no process is left; started again, it goes on where it was", async () => {
        const pids = pidsOf(devnet.description);
        expect(pids.length).toBe(consensus === "raft" ? 6 : 7);
        await devnet.stop();
        await expectGone(pids);
        await expect(startDevnet({ folder, batchTimeoutMs: 9_000 })).rejects.toThrow(
          "holds a network whose batchTimeoutMs is 500, not 9000",
        );
        await startDevnet({ folder, consensus });
        expect(await get("Org2MSP", "e")).toBe("five");
        await put("g", "eight");
        await expect(startDevnet({ folder })).rejects.toThrow(/a network runs in .* \(orderer1, pid \d+\)/);
      });
    });

  test("a busy port is one sentence, and nothing is started", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fabric-devnet-e2e-"));
    const other = createServer().listen(20_012, "127.0.0.1");
    try {
      await expect(startDevnet({ folder, basePort: 20_000 })).rejects.toThrow(
        "port 20012, meant for orderer2, is taken by another program",
      );
      expect(existsSync(join(folder, "devnet.json"))).toBe(false);
    } finally {
      other.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("one command up, one down; Ctrl-C while it comes up leaves nothing behind", async () => {
    const parent = await mkdtemp(join(tmpdir(), "fabric-devnet-e2e-"));
    const folder = join(parent, "net");
    const where = ["--folder", folder];
    try {
      for (const moment of [/certificates/, /orderers/]) {
        const interrupted = await command(["up", ...where, "--base-port", "20000"], moment);
        expect(interrupted.code, interrupted.text).toBe(130);
        expect(pidsOf((await readDevnet(folder)).description)).toEqual([]);
      }
      // What was made half is made anew.
      const up = await command(["up", ...where, "--base-port", "20000"]);
      expect(up.text).toMatch(/orderer3 .*\n.*peer0\.org1 .*\n.*peer0\.org2 /);
      expect(up.code, up.text).toBe(0);
      expect(await readFile(join(folder, "ledgerscope.yaml"), "utf8")).toContain("connection-org1.json");
      const pids = pidsOf((await readDevnet(folder)).description);
      const down = await command(["down", ...where]);
      expect(down.text).toContain("5 processes ended");
      await expectGone(pids);
    } finally {
      if (existsSync(join(folder, "devnet.json"))) await (await readDevnet(folder)).stop();
      await rm(parent, { recursive: true, force: true });
    }
  });
});

/** An exit code that nobody has read yet holds the pid a moment longer. */
function expectGone(pids: readonly number[]): Promise<void> {
  return vi.waitFor(() => {
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  }, 5_000);
}

function pidsOf(description: DevnetDescription): number[] {
  return [...description.orderers, ...description.peers, ...description.chaincodes]
    .map(({ pid }) => pid)
    .filter((pid) => pid > 0);
}

/** Runs the command line tool, interrupted as by Ctrl-C once it has said something. */
function command(args: readonly string[], interruptAt?: RegExp): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [join(root, "deploy/fabric-devnet/bin/fabric-devnet.mjs"), ...args]);
  let text = "";
  let sent = false;
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    if (sent || !interruptAt?.test(text)) return;
    sent = true;
    child.kill("SIGINT");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((settle) => child.once("close", (code) => settle({ code, text })));
}
