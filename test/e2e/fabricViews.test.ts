import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const fixture = new URL("../fixtures/fabric-bft/", import.meta.url).pathname;

describe("views of the recorded BFT channel", () => {
  let fabric: FabricWarehouse;
  const ask = <Row = Record<string, unknown>>(sql: string): Promise<Row[]> => fabric.warehouse.query<Row>(sql);
  beforeAll(async () => {
    fabric = await FabricWarehouse.open();
    await fabric.store("relief", join(fixture, "peer1.blockfile_000000.xz"), "mychannel", { from: 0, to: 201 });
    await fabric.pass("relief", ["state", "identities"]);
  });
  afterAll(() => fabric?.close());

  test("name every organisation's certificate authority by the certificate that lies beside the recording", async () => {
    const files = readdirSync(join(fixture, "msp")).filter((file) => file.endsWith("-ca.pem"));
    expect(files.length).toBe(7);
    const authorities = files.map((file) => {
      const certificate = new X509Certificate(readFileSync(join(fixture, "msp", file)));
      const name = file.replace("-ca.pem", "");
      return {
        msp: `${name[0]?.toUpperCase()}${name.slice(1)}MSP`,
        cert_sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
        serial: certificate.serialNumber,
        not_after: `${new Date(certificate.validTo).toISOString().slice(0, 19).replace("T", " ")}.000`,
        uses: ["root"],
        first_height: "0",
        last_height: "174",
      };
    });
    const sql = `SELECT msp, cert_sha256, serial, not_after, uses, first_height, last_height FROM fabric_identities
WHERE has(uses, 'root') ORDER BY msp`;
    expect(await ask(sql)).toEqual(authorities.sort((a, b) => (a.msp < b.msp ? -1 : 1)));
  });

  test("tell who people and machines are, and what they were seen to do", async () => {
    const sql = `SELECT common_name, roles, uses, key_type, decode_error FROM fabric_identities
WHERE msp IN ('Org1MSP', 'Ord1MSP') AND NOT is_authority AND NOT has(uses, 'consenter_tls') ORDER BY common_name`;
    const plain = { key_type: "ec prime256v1", decode_error: "" };
    expect(await ask(sql)).toEqual([
      { common_name: "Admin@ord1.example.com", roles: ["admin"], uses: ["config_signer"], ...plain },
      { common_name: "Admin@org1.example.com", roles: ["admin"], uses: ["creator"], ...plain },
      { common_name: "User1@org1.example.com", roles: ["client"], uses: ["creator"], ...plain },
      {
        common_name: "orderer.ord1.example.com",
        roles: ["orderer"],
        uses: ["consenter", "creator", "orderer"],
        ...plain,
      },
      { common_name: "peer0.org1.example.com", roles: ["peer"], uses: ["endorser"], ...plain },
    ]);
    // The creators in the view are all that the transactions name.
    const times = "SELECT sum(times) AS times FROM fabric_identities WHERE uses = ['creator']";
    const named = `SELECT count() AS times FROM store.fabric_transactions WHERE creator_cert_sha256 IN
(SELECT unhex(cert_sha256) FROM fabric_identities WHERE uses = ['creator'])`;
    expect(await ask(times)).toEqual(await ask(named));
  });

  test("tell the channel's organisations, policies, capabilities and anchor peers", async () => {
    const msps = "SELECT msp, is_orderer, node_ous FROM fabric_msps WHERE height = 0 ORDER BY is_orderer, msp";
    expect(await ask(msps)).toEqual([
      ...[1, 2, 3].map((n) => ({ msp: `Org${n}MSP`, is_orderer: false, node_ous: true })),
      ...[1, 2, 3, 4].map((n) => ({ msp: `Ord${n}MSP`, is_orderer: true, node_ous: true })),
    ]);
    const policies = `SELECT path, policy FROM fabric_policies
WHERE height = 0 AND path IN ('/Channel/Application/Endorsement', '/Channel/Orderer/BlockValidation') ORDER BY path`;
    const orderers = [1, 2, 3, 4].map((n) => `'Ord${n}MSP.certificate'`).join(", ");
    expect(await ask(policies)).toEqual([
      { path: "/Channel/Application/Endorsement", policy: "MAJORITY Endorsement" },
      { path: "/Channel/Orderer/BlockValidation", policy: `OutOf(3, ${orderers})` },
    ]);
    expect(await ask("SELECT DISTINCT height FROM fabric_policies WHERE in_force")).toEqual([{ height: "174" }]);
    expect(await ask("SELECT path, capability FROM fabric_capabilities WHERE height = 174 ORDER BY path")).toEqual([
      { path: "/Channel/Application/Capabilities", capability: "V2_5" },
      { path: "/Channel/Capabilities", capability: "V3_0" },
      { path: "/Channel/Orderer/Capabilities", capability: "V2_0" },
    ]);
    expect(await ask("SELECT org, host, port FROM fabric_anchor_peers WHERE height = 174 ORDER BY org")).toEqual([
      { org: "Org1MSP", host: "127.0.0.1", port: "7051" },
      { org: "Org2MSP", host: "127.0.0.1", port: "7055" },
      { org: "Org3MSP", host: "127.0.0.1", port: "7059" },
    ]);
    const collections = "SELECT chaincode, collection, member_orgs_policy, maximum_peer_count FROM fabric_collections";
    const members = "OR('Org1MSP.member', 'Org2MSP.member')";
    expect(await ask(collections)).toEqual([
      { chaincode: "pvt", collection: "secret", member_orgs_policy: members, maximum_peer_count: "1" },
    ]);
  });

  test("tell a key's history, who read it, and its own policy", async () => {
    const history = `SELECT height, tx_index, is_metadata FROM fabric_key_history
WHERE namespace = 'bench' AND key = 'guarded0' ORDER BY height, tx_index, is_metadata`;
    const versions = await ask<{ height: string; is_metadata: boolean }>(history);
    expect(versions.filter((version) => version.is_metadata)).toEqual([
      { height: "32", tx_index: 0, is_metadata: true },
    ]);
    const current = "SELECT height, policy FROM fabric_state WHERE namespace = 'bench' AND key = 'guarded0'";
    expect(await ask(current)).toEqual([{ height: versions.at(-1)?.height, policy: "'Org3MSP.member'" }]);
    const ofKey = "namespace = 'bench' AND key = 'hot0'";
    const readers = await ask(
      `SELECT tx_id, creator_msp FROM fabric_key_readers WHERE ${ofKey} ORDER BY height, tx_index`,
    );
    const reads = await ask<{ tx_id: string }>(
      `SELECT tx_id FROM store.fabric_reads WHERE ${ofKey} ORDER BY height, tx_index`,
    );
    const creators = await ask<{ tx_id: string; creator_msp: string }>(
      "SELECT tx_id, creator_msp FROM fabric_transactions",
    );
    const mspOf = new Map(creators.map((row) => [row.tx_id, row.creator_msp]));
    expect(reads.length).toBe(85);
    expect(readers).toEqual(reads.map(({ tx_id }) => ({ tx_id, creator_msp: mspOf.get(tx_id) })));
  });
});
