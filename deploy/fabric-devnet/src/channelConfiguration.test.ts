import { expect, test } from "vitest";
import { channelConfiguration, PROFILE } from "./channelConfiguration.ts";
import { type Consensus, planNetwork, portsOf } from "./networkPlan.ts";

const options = { batchTimeoutMs: 250, maxMessageCount: 10, fabricVersion: "3.1.5" };

// biome-ignore lint/suspicious/noExplicitAny: read as configtxgen reads it, by names
function profile(consensus: Consensus, organisations = 3, fabricVersion = options.fabricVersion): any {
  const plan = planNetwork({ consensus, organisations, basePort: 20_000 });
  // biome-ignore lint/suspicious/noExplicitAny: see above
  return (channelConfiguration(plan, "/net/crypto", { ...options, fabricVersion }) as any).Profiles[PROFILE];
}

test("no two nodes share a port, and none leaves its range", () => {
  for (const consensus of ["raft", "bft"] as const) {
    const ports = portsOf(planNetwork({ consensus, organisations: 9, basePort: 20_000 })).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.min(...ports)).toBe(20_001);
    expect(Math.max(...ports)).toBeLessThan(20_201);
  }
});

test("counts and ports that cannot be are refused", () => {
  const plan = (organisations: number, basePort: number) => () =>
    planNetwork({ consensus: "raft", organisations, basePort });
  expect(plan(0, 20_000)).toThrow("1 to 9 organisations");
  expect(plan(10, 20_000)).toThrow("not 10");
  expect(plan(2, 65_400)).toThrow("between 1024 and 65235");
  expect(plan(2, 80)).toThrow("not 80");
});

test("Raft has three consenters of one organisation", () => {
  const { Orderer, Application } = profile("raft");
  expect(Orderer.OrdererType).toBe("etcdraft");
  expect(Orderer.EtcdRaft.Consenters.map((consenter: { Port: number }) => consenter.Port)).toEqual([
    20_001, 20_011, 20_021,
  ]);
  expect(Orderer.Organizations.map((organisation: { ID: string }) => organisation.ID)).toEqual(["OrdererMSP"]);
  expect(Orderer.Organizations[0].OrdererEndpoints).toEqual(["127.0.0.1:20001", "127.0.0.1:20011", "127.0.0.1:20021"]);
  expect(Application.Organizations.map((organisation: { ID: string }) => organisation.ID)).toEqual([
    "Org1MSP",
    "Org2MSP",
    "Org3MSP",
  ]);
  expect(Application.Organizations[2].AnchorPeers).toEqual([{ Host: "127.0.0.1", Port: 20_121 }]);
});

test("BFT has four consenters, each of an organisation of its own, and cuts by the batch timeout too", () => {
  const { Orderer } = profile("bft");
  expect(Orderer.OrdererType).toBe("BFT");
  expect(Orderer.ConsenterMapping.map(({ ID, MSPID }: { ID: number; MSPID: string }) => [ID, MSPID])).toEqual([
    [1, "Orderer1MSP"],
    [2, "Orderer2MSP"],
    [3, "Orderer3MSP"],
    [4, "Orderer4MSP"],
  ]);
  expect(Orderer.ConsenterMapping[1].Identity).toBe(
    "/net/crypto/ordererOrganizations/orderer2.example.com/orderers/node.orderer2.example.com/msp/signcerts/node.orderer2.example.com-cert.pem",
  );
  expect(Orderer.SmartBFT.RequestBatchMaxInterval).toBe("250ms");
  expect([Orderer.BatchTimeout, Orderer.BatchSize.MaxMessageCount]).toEqual(["250ms", 10]);
});

test("only what the binaries' version knows is asked of a channel", () => {
  expect(profile("raft", 2, "2.5.16").Capabilities).toEqual({ V2_0: true });
  expect(profile("raft", 2, "3.1.5").Capabilities).toEqual({ V3_0: true });
});
