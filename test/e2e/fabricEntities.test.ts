import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { PrivateApi } from "./support/privateApi.ts";
import { type FabricRecordingFiles, RecordedNetworks, recordingFiles } from "./support/recordedNetwork.ts";

const networks = {
  failures: { family: "fabric", recorded: true, channel: "mychannel" },
  relief: { family: "fabric", recorded: true, channel: "relief" },
} as const;
const viewers = {
  all: { name: "all", networks: "*", channels: "*", roles: [] },
  relief: { name: "relief", networks: "*", channels: ["relief"], roles: [] },
} as const;
const bill = "HP-20261121-00001-1";

describeWith("xz", "the entities of Fabric through the API", () => {
  let recorded: RecordedNetworks;
  let api: PrivateApi;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
  const fabric = async (network: keyof typeof networks, fields: string): Promise<any> =>
    (await api.data(`{ network(name: "${network}") { fabric { ${fields} } } }`, {}, "all")).network.fabric;

  beforeAll(async () => {
    recorded = await RecordedNetworks.open();
    api = PrivateApi.over(recorded.warehouse, networks, viewers);
    for (const [network, name] of [
      ["failures", "fabric-failures"],
      ["relief", "fabric-relief-fund"],
    ] as const) {
      await recorded.add(recordingFiles(name) as FabricRecordingFiles, { network, passes: true, logs: "none" });
    }
  }, 180_000);
  afterAll(async () => {
    await api?.close();
    await recorded?.close();
  });

  test("a bill is found by its number alone, with all keys that belong to it", async () => {
    const { search } = await api.data(`{ search(query: "${bill}") { kind network label } }`, {}, "all");
    const keys = search.filter(({ kind }: { kind: string }) => kind === "key");
    expect(keys.map(({ label }: { label: string }) => label)).toEqual(
      expect.arrayContaining([`bill/${bill}`, `remittance/${bill}/001`]),
    );
  });

  test("a key's history is every valid write of it, each with the value that it replaced", async () => {
    const versions = await api.pages<{
      readonly height: number;
      readonly txIndex: number;
      readonly value: string;
      readonly before: { readonly value: string; readonly height: number; readonly txIndex: number } | null;
    }>(
      `query ($after: String) { network(name: "relief") { fabric {
        key(namespace: "relief-fund", key: "bill/${bill}") { history(first: 3, after: $after) {
          edges { node { height txIndex value before { value height txIndex } } } pageInfo { hasNextPage endCursor } } } } } }`,
      {},
      (data) => data.network.fabric.key.history,
      "all",
    );
    const written = await recorded.warehouse.query<{ height: string; tx_index: number; value: string }>(
      `SELECT height, tx_index, value FROM store.fabric_writes
       WHERE network = 'relief' AND key = {key:String} AND validation_code = 0 ORDER BY height DESC, tx_index DESC`,
      { key: `bill/${bill}` },
    );
    expect(versions.map(({ height, txIndex, value }) => [height, txIndex, value])).toEqual(
      written.map((row) => [Number(row.height), row.tx_index, row.value]),
    );
    for (const [i, version] of versions.entries()) {
      const older = versions[i + 1];
      expect(version.before).toEqual(
        older ? { value: older.value, height: older.height, txIndex: older.txIndex } : null,
      );
    }

    // After any block it had the newest value that no later block wrote.
    const [newest, , older] = versions;
    const first = versions.at(-1);
    if (!newest || !older || !first) throw new Error("three versions are needed");
    const at = (height: number): string => `key(namespace: "relief-fund", key: "bill/${bill}") {
      valueAt(height: ${height}) { value height } history(first: 1, upTo: ${height}) { edges { node { height } } } }`;
    const then = await fabric(
      "relief",
      `before: ${at(first.height - 1)} between: ${at(older.height)} later: ${at(newest.height + 1000)}`,
    );
    expect(then.before).toEqual({ valueAt: null, history: { edges: [] } });
    for (const [found, { value, height }] of [[then.between, older] as const, [then.later, newest] as const])
      expect(found).toEqual({ valueAt: { value, height }, history: { edges: [{ node: { height } }] } });
  });

  test("a key is found by its text, by its bytes, and by what is printed of it", async () => {
    const { namespace } = await fabric(
      "relief",
      `namespace(namespace: "relief-fund") { keys(first: 1) { edges { node { key keyHex value } } } }`,
    );
    const [{ node: composite }] = namespace.keys.edges;
    expect(composite.key).toMatch(/^\\u0000bill~holder\\u0000/);
    const { byHex, byPrint } = await fabric(
      "relief",
      `byHex: key(namespace: "relief-fund", keyHex: "${composite.keyHex}") { keyHex exists }
       byPrint: key(namespace: "relief-fund", printed: ${JSON.stringify(composite.key)}) { keyHex exists }`,
    );
    expect(byHex).toEqual({ keyHex: composite.keyHex, exists: true });
    expect(byPrint).toEqual(byHex);
  });

  test("keys come once each, in the order of their bytes, and fall into their families", async () => {
    const keys = await api.pages<{ readonly keyHex: string }>(
      `query ($after: String) { network(name: "relief") { fabric { namespace(namespace: "relief-fund") {
        keys(first: 100, after: $after) { edges { node { keyHex } } pageInfo { hasNextPage endCursor } } } } } }`,
      {},
      (data) => data.network.fabric.namespace.keys,
      "all",
    );
    const state = await recorded.warehouse.query<{ keyHex: string }>(
      `SELECT lower(hex(key)) AS keyHex FROM default.fabric_state
       WHERE network = 'relief' AND namespace = 'relief-fund' AND collection = '' ORDER BY key`,
    );
    expect(keys.map(({ keyHex }) => keyHex)).toEqual(state.map(({ keyHex }) => keyHex));
    const { namespace } = await fabric(
      "relief",
      `namespace(namespace: "relief-fund") { families { complete items { prefix prefixHex } } }`,
    );
    expect(namespace.families.complete).toBe(true);
    expect(namespace.families.items.map(({ prefix }: { prefix: string }) => prefix)).toEqual(
      expect.arrayContaining(["bill/", "remittance/", "\\u0000bill~project\\u0000"]),
    );
    const separated = keys.filter(({ keyHex }) => /^(?!00).*2f./.test(keyHex) || keyHex.startsWith("00"));
    for (const { keyHex } of separated) {
      expect(
        namespace.families.items.some(({ prefixHex }: { prefixHex: string }) => keyHex.startsWith(prefixHex)),
      ).toBe(true);
    }
  });

  test("conflicts over a key name who was refused and who had written it", async () => {
    const { key } = await fabric(
      "failures",
      `key(namespace: "bench", key: "hot0") { figures { refused conflictsRefused }
        conflicts(first: 100) { edges { node { readVersion transaction { hash status } writer { hash status } } } } }`,
    );
    expect(key.figures.conflictsRefused).toBe(key.figures.refused);
    expect(key.conflicts.edges.length).toBeGreaterThan(0);
    for (const { node } of key.conflicts.edges) {
      expect([node.transaction.status, node.writer.status]).toEqual(["failed", "success"]);
    }
  });

  test("what identities submitted and organisations did adds up to the whole ledger", async () => {
    const { organisations, identities } = await fabric(
      "failures",
      `organisations { msp isMember submitted failures { count } }
       identities(first: 100, where: { use: "creator" }) { edges { node { certSha256 uses { use times } } } }`,
    );
    const { network } = await api.data(`{ network(name: "failures") { transactionCount failedCount } }`, {}, "all");
    const sum = (numbers: readonly string[]): number => numbers.reduce((total, one) => total + Number(one), 0);
    const submitted = sum(organisations.map((one: { submitted: string }) => one.submitted));
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    const uses = identities.edges.flatMap(({ node }: any) => node.uses.filter(({ use }: any) => use === "creator"));
    expect(sum(uses.map(({ times }: { times: string }) => times))).toBe(submitted);
    // Nobody created the genesis block's transaction.
    expect(submitted).toBe(Number(network.transactionCount) - 1);
    const failed = organisations.flatMap((one: { failures: { count: string }[] }) => one.failures);
    expect(sum(failed.map(({ count }: { count: string }) => count))).toBe(Number(network.failedCount));
  });

  test("a certificate leads to exactly the transactions that it created", async () => {
    const { identities } = await fabric(
      "failures",
      `identities(first: 1, where: { use: "creator", msp: "Org1MSP", role: "client" }) { edges { node { certSha256 } } }`,
    );
    const { certSha256 } = identities.edges[0].node;
    const created = await api.pages<{ readonly height: number; readonly txIndex: number }>(
      `query ($after: String) { network(name: "failures") { fabric { identity(certSha256: "${certSha256}") {
        submitted(first: 37, after: $after) { edges { node { height txIndex } } pageInfo { hasNextPage endCursor } } } } } }`,
      {},
      (data) => data.network.fabric.identity.submitted,
      "all",
    );
    const stored = await recorded.warehouse.query<{ height: string; tx_index: number }>(
      `SELECT height, tx_index FROM store.fabric_transactions WHERE network = 'failures'
         AND creator_cert_sha256 = unhex({cert:String}) ORDER BY height DESC, tx_index DESC`,
      { cert: certSha256 },
    );
    expect(created.map(({ height, txIndex }) => [height, txIndex])).toEqual(
      stored.map((row) => [Number(row.height), row.tx_index]),
    );
  });

  test("a chaincode tells its definitions, who approved them, and what its functions do", async () => {
    const { chaincode } = await fabric(
      "failures",
      `chaincode(name: "bench2") { calls failed definition { version sequence policy }
        lifecycle { step sequence msp endorsers } functions { name calls failed worst } callsByHour { calls failed } }`,
    );
    expect(chaincode.definition).toEqual({
      ...{ version: "1.0", sequence: 2 },
      policy: "OR(AND('Org1MSP.peer', 'Org2MSP.peer'), AND('Org1MSP.peer', 'Org3MSP.peer'))",
    });
    const approvals = chaincode.lifecycle.filter(({ step }: { step: string }) => step === "approve");
    expect(
      approvals.map(({ msp, sequence }: { msp: string; sequence: number }) => `${sequence} ${msp}`).sort(),
    ).toEqual([1, 2].flatMap((sequence) => ["Org1MSP", "Org2MSP", "Org3MSP"].map((msp) => `${sequence} ${msp}`)));
    for (const part of [chaincode.functions, chaincode.callsByHour]) {
      for (const name of ["calls", "failed"] as const) {
        const total = part.reduce((sum: number, row: Record<string, string | number>) => sum + Number(row[name]), 0);
        expect(total).toBe(Number(chaincode[name]));
      }
    }
  });

  test("private data is there as hashes, under its rules", async () => {
    const { collections } = await fabric(
      "failures",
      "collections { chaincode name implicitOf writes purges definition { memberOrgsPolicy blockToLive } }",
    );
    const secret = collections.find(({ name }: { name: string }) => name === "secret");
    expect(secret.definition).toEqual({
      memberOrgsPolicy: "OR('Org1MSP.member', 'Org2MSP.member')",
      blockToLive: "0",
    });
    expect(Number(secret.writes)).toBeGreaterThan(0);
    expect(collections.map(({ implicitOf }: { implicitOf: string | null }) => implicitOf)).toContain("Org1MSP");
    const { namespace } = await fabric(
      "failures",
      `namespace(namespace: "_lifecycle", collection: "_implicit_org_Org1MSP") { keys(first: 100) { edges { node { keyHex value } } } }`,
    );
    const known = createHash("sha256").update("namespaces/metadata/bench#1").digest("hex");
    const keys = namespace.keys.edges.map(({ node }: { node: { keyHex: string } }) => node.keyHex);
    expect(keys).toContain(known);
    expect(keys.every((hex: string) => hex.length === 64)).toBe(true);
  });

  test("a configuration update tells what it changed and who signed it", async () => {
    const { configs, config } = await fabric(
      "failures",
      `configs(first: 10) { edges { node { height sequence changeCount } } }
       config(height: 128) { changes { path change oldJson newJson } signers { msp identity { commonName } } }`,
    );
    expect(configs.edges.map(({ node }: { node: { height: number } }) => node.height)).toEqual([128, 0]);
    const batch = config.changes.find(({ path }: { path: string }) => path === "/Channel/Orderer/BatchSize");
    expect(JSON.parse(batch.oldJson).max_message_count).toBe(50);
    expect(JSON.parse(batch.newJson).max_message_count).toBe(20);
    expect(config.signers.map(({ msp }: { msp: string }) => msp)).toContain("OrdererMSP");
    expect(config.signers.every((signer: { identity: unknown }) => signer.identity !== null)).toBe(true);
  });

  test("who may not read a channel gets nothing of it: not by key, certificate, name or search", async () => {
    const { identities } = await fabric("failures", "identities(first: 1) { edges { node { id certSha256 } } }");
    const { id } = identities.edges[0].node;
    const { network, node, search } = await api.data(
      `{ network(name: "failures") { fabric { stateUpTo } } node(id: "${id}") { id }
         search(query: "hot0") { label network } }`,
      {},
      "relief",
    );
    expect({ network, node, search }).toEqual({ network: null, node: null, search: [] });
    const own = await api.data(`{ network(name: "relief") { fabric { organisations { msp } } } }`, {}, "relief");
    expect(own.network.fabric.organisations.length).toBeGreaterThan(0);
  });

  test("what makes no sense is refused with what to do", async () => {
    const ask = (fields: string) => api.ask(`{ network(name: "relief") { fabric { ${fields} } } }`, {}, "all");
    for (const [fields, code] of [
      [`key(namespace: "relief-fund") { exists }`, "BAD_INPUT"],
      [`key(namespace: "relief-fund", keyHex: "xyz") { exists }`, "BAD_INPUT"],
      [`key(namespace: "relief-fund", key: "${"k".repeat(5_000)}") { exists }`, "BAD_INPUT"],
      [`identities(after: "nonsense") { edges { cursor } }`, "BAD_CURSOR"],
      [`key(namespace: "relief-fund", key: "a") { history(first: 1000) { edges { cursor } } }`, "BAD_INPUT"],
    ] as const) {
      expect((await ask(fields)).errors?.[0]?.extensions.code).toBe(code);
    }
  });
});
