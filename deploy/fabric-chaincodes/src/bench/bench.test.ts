import { common, msp } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProtocolPeer } from "../test/protocolPeer.ts";
import { type ServedChaincode, serveForTest } from "../test/serveForTest.ts";
import { testIdentity } from "../test/testIdentity.ts";

let creator: Uint8Array;
let served: ServedChaincode[];
let bench: ProtocolPeer;
let other: ProtocolPeer;

beforeAll(async () => {
  creator = await testIdentity("Org1MSP", "O=Org1MSP, OU=client, CN=user1");
  served = await Promise.all(["bench_1.0:test", "bench2_1.0:test"].map((id) => serveForTest("bench", id)));
  [bench, other] = served.map(({ address }) => new ProtocolPeer(address)) as [ProtocolPeer, ProtocolPeer];
  bench.others.set("bench2", other);
});

afterAll(() => {
  bench.close();
  other.close();
  for (const process of served) process.stop();
});

const call = (name: string, args: string[], transient = {}) => ({
  function: name,
  args,
  transient,
  creator,
  timeMs: Date.now(),
});
const submit = async (name: string, ...args: string[]) => bench.submit(call(name, args));
const stored = (key: string) => Buffer.from(bench.state.get("", key) ?? []).toString();

test("a chaincode registers with the package id that it was started with", async () => {
  expect(await bench.registered).toBe("bench_1.0:test");
});

test("increment and transfer read and write: a second simulation at the same height comes to the same value", async () => {
  await submit("increment", "hot");
  const [a, b] = await Promise.all(["increment", "increment"].map((name) => bench.simulate(call(name, ["hot"]))));
  expect([a?.payload, b?.payload]).toEqual(["2", "2"]);
  expect((await submit("transfer", "a", "b", "30")).payload).toBe('{"a":-30,"b":30}');
  expect((await submit("transfer", "b", "a", "5")).payload).toBe('{"a":-25,"b":25}');
});

test("rangeCount sees every key of its range, over several pages of the iterator", async () => {
  for (let i = 0; i < 8; i++) await submit("put", `r${i}`, "x");
  await submit("remove", "r3");
  expect((await submit("rangeCount", "r0", "r9", "count")).payload).toBe("7");
  expect(stored("count")).toBe("7");
});

test("composite keys are counted by their first part", async () => {
  for (const b of ["1", "2", "3", "4"]) await submit("putComposite", "colour", "red", b, "x");
  await submit("putComposite", "colour", "blue", "1", "x");
  expect((await submit("countComposite", "colour", "red")).payload).toBe("4");
});

test("a key's history tells its deletion and its values, newest first", async () => {
  await submit("put", "h", "1");
  await submit("put", "h", "2");
  await submit("remove", "h");
  const versions = JSON.parse((await submit("history", "h")).payload) as { value: string; isDelete: boolean }[];
  expect(versions.map(({ value, isDelete }) => ({ value, isDelete }))).toEqual([
    { value: "", isDelete: true },
    { value: "2", isDelete: false },
    { value: "1", isDelete: false },
  ]);
});

test("setKeyPolicy asks for every organisation named, also for a key that was not there", async () => {
  await submit("setKeyPolicy", "guarded", "Org1MSP,Org2MSP");
  const bytes = bench.state.metadata.get("guarded")?.get("VALIDATION_PARAMETER") ?? new Uint8Array();
  const policy = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  expect(policy.getRule()?.getNOutOf()?.getN()).toBe(2);
  const organisations = policy.getIdentitiesList().map((principal) => {
    return msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier();
  });
  expect(organisations.sort()).toEqual(["Org1MSP", "Org2MSP"]);
  expect(stored("guarded")).toBe("0");
});

test("private values come by the transient map and are purged", async () => {
  expect((await bench.submit(call("putPrivate", ["secrets", "p"], { value: "hidden" }))).status).toBe(200);
  expect((await submit("getPrivate", "secrets", "p")).payload).toBe("hidden");
  await submit("purgePrivate", "secrets", "p");
  expect((await submit("getPrivate", "secrets", "p")).payload).toBe("");
  expect((await submit("putPrivate", "secrets", "p")).message).toBe("putPrivate needs the transient field: value");
});

test("a nested call writes in both chaincodes, and its error is the caller's", async () => {
  const { nested } = await submit("nested", "bench2", "put", '["n","from bench"]');
  expect(nested).toHaveLength(1);
  expect(Buffer.from(other.state.get("", "n") ?? []).toString()).toBe("from bench");
  expect((await submit("nested", "bench2", "fail", '["no"]')).message).toContain("no");
});

test("fail refuses with its message, an event carries its payload, large writes so many bytes", async () => {
  expect(await submit("fail", "as asked")).toMatchObject({ status: 500, message: "as asked", writes: [] });
  expect((await submit("event", "Something", '{"a":1}')).event).toEqual({ name: "Something", payload: '{"a":1}' });
  await submit("large", "big", "5000000");
  expect(bench.state.get("", "big")).toHaveLength(5_000_000);
  expect((await submit("large", "big", "999999999")).status).toBe(500);
});

test("sleep answers no sooner than asked", async () => {
  const begin = performance.now();
  expect((await submit("sleep", "slow", "300")).status).toBe(200);
  expect(performance.now() - begin).toBeGreaterThan(290);
});

test("nondeterministic never comes to the same writes; differsByProcess does within one process only", async () => {
  const writes = async (name: string, peer: ProtocolPeer) => (await peer.simulate(call(name, ["k"]))).writes;
  expect(await writes("nondeterministic", bench)).not.toEqual(await writes("nondeterministic", bench));
  expect(await writes("differsByProcess", bench)).toEqual(await writes("differsByProcess", bench));
  expect(await writes("differsByProcess", bench)).not.toEqual(await writes("differsByProcess", other));
});

test("get answers with the value; a wrong number of arguments is refused", async () => {
  await submit("put", "g", "值");
  expect((await submit("get", "g")).payload).toBe("值");
  expect((await submit("get")).message).toContain("Expected 1 parameters");
});
