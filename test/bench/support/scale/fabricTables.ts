import { blocksOf, bytes32, FABRIC, type MadeTable, type Scale, skewed, timeOfBlock } from "./scale.ts";

const IDENTITIES = 400;
const CHAINCODES = ["bench", "asset", "bill", "fund", "vote", "token", "log", "audit"];
const STAGES = [
  ...[
    "fabric.client.prepare",
    "fabric.endorse",
    "fabric.endorse.peer",
    "fabric.endorse.peer",
    "fabric.client.assemble",
  ],
  ...["fabric.submit", "fabric.broadcast", "fabric.order", "fabric.order.consensus", "fabric.order.write"],
  ...["fabric.disseminate", "fabric.commit", "fabric.commit.vscc", "fabric.commit.mvcc", "fabric.commit.state_db"],
  "fabric.notify",
];
const NODES = [
  ...["", "peer1", "peer1", "peer2", "", "peer1", "orderer1", "", "orderer1", "orderer1"],
  ...["peer2", "peer1", "peer1", "peer1", "peer1", "peer1"],
];
const texts = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(", ")}]`;

/** SQL of a transaction's id, of 64 hex digits. */
const txId = (n: string): string => `lower(hex(${bytes32(`'tx', ${n}`)}))`;
const certificate = (identity: string): string => bytes32(`'cert', ${identity}`);
const identity = (n: string): string => skewed(`'who', ${n}`, IDENTITIES);
const msp = (who: string): string => `concat('Org', toString(${who} % 5 + 1), 'MSP')`;
/** 96 in 100 are valid; read conflicts, phantoms and unmet policies share the rest. */
const code = (n: string): string =>
  `toUInt8(transform(cityHash64('code', ${n}) % 200, [0, 1, 2, 3, 4, 5, 6, 7], [11, 11, 11, 11, 11, 11, 12, 10], 0))`;
const codeName = `transform(code, [0, 10, 11, 12], ['VALID', 'ENDORSEMENT_POLICY_FAILURE', 'MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'], '')`;
const chaincode = (n: string): string => `${texts(CHAINCODES)}[${skewed(`'cc', ${n}`, CHAINCODES.length + 1)} % 8 + 1]`;
const key = (n: string, item: string): string => `concat('k', toString(${skewed(`'key', ${n}, ${item}`, 2_000_000)}))`;

/** The tables of a Fabric network with two endorsements, reads and writes a transaction. */
export function fabricTables(scale: Scale): readonly MadeTable[] {
  return tablesOf(scale, {
    n: "number",
    height: `intDiv(number, ${FABRIC.perBlock})`,
    index: `number % ${FABRIC.perBlock}`,
    from: "numbers({from:UInt64}, {to:UInt64} - {from:UInt64})",
  });
}

/** Transactions of the last block, which is much larger than the others. */
export const LARGEST = 10_000;
/** Number of its first transaction, which writes this many values of so many bytes: 5 MB. */
const LARGE_N = 1_000_000_000_000;
const LARGE_WRITES = { values: 500, bytes: 10_000 } as const;

/** One more block, of many transactions, the first of which has a large write set. */
export function largestBlock(scale: Scale): readonly MadeTable[] {
  const blocks = blocksOf(scale, FABRIC);
  const source = {
    n: `(number + ${LARGE_N})`,
    height: `toUInt64(${blocks})`,
    index: "number",
    from: `numbers(${LARGEST})`,
  };
  const tables = tablesOf(scale, source);
  const once = ["fabric_transactions", "fabric_endorsements", "fabric_reads", "fabric_writes", "trace_summaries"];
  const block = tables.find(({ table }) => table === "fabric_blocks") as MadeTable;
  const writes = tables.find(({ table }) => table === "fabric_writes");
  return [
    {
      ...block,
      rows: `SELECT toUInt64(${blocks}) AS height, ${LARGEST} AS valid`,
      columns: { ...block.columns, tx_count: `toUInt32(${LARGEST})` },
    },
    ...tables.filter(({ table }) => once.includes(table)),
    ...(writes === undefined
      ? []
      : [
          {
            ...writes,
            rows: `SELECT * EXCEPT item, arrayJoin(range(${LARGE_WRITES.values})) AS item FROM (${writes.rows}) WHERE n = ${LARGE_N} AND item = 0`,
            columns: {
              ...writes.columns,
              key: "concat('large', toString(item))",
              value: `concat('{"bytes":"', repeat(hex(sipHash128(item)), ${Math.floor(LARGE_WRITES.bytes / 32)}), '"}')`,
            },
          },
        ]),
  ];
}

/** Where a transaction's number and place come from, as SQL. */
interface Source {
  readonly n: string;
  readonly height: string;
  readonly index: string;
  readonly from: string;
}

function tablesOf(scale: Scale, source: Source): readonly MadeTable[] {
  const blocks = blocksOf(scale, FABRIC);
  const place = {
    network: `'${FABRIC.network}'`,
    channel: `'${FABRIC.channel}'`,
    height: "height",
    tx_index: "tx_index",
    tx_id: "id",
  };
  const ns = `fromUnixTimestamp64Nano((${timeOfBlock("height", blocks)} + tx_index * 3) * 1000000)`;
  const transactions = `SELECT ${source.n} AS n, ${source.height} AS height, toUInt32(${source.index}) AS tx_index,
  ${txId("n")} AS id, ${code("n")} AS code, ${identity("n")} AS who, ${chaincode("n")} AS cc,
  concat('fn', toString(cityHash64('fn', n) % 12)) AS fn
FROM ${source.from}`;
  const each = (items: number): string => `SELECT *, arrayJoin(range(${items})) AS item FROM (${transactions})`;
  const base: MadeTable[] = [
    {
      table: "fabric_blocks",
      by: "blocks",
      rows: `SELECT number AS height, arrayCount(x -> ${code(`(number * ${FABRIC.perBlock} + x)`)} = 0, range(${FABRIC.perBlock})) AS valid
FROM numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`,
      columns: {
        network: place.network,
        channel: place.channel,
        height: "height",
        block_hash: bytes32("'block', height"),
        previous_hash: `if(height = 0, '', ${bytes32("'block', height - 1")})`,
        data_hash: bytes32("'data', height"),
        time: `fromUnixTimestamp64Milli(${timeOfBlock("height", blocks)})`,
        time_source: "'transactions'",
        tx_count: `toUInt32(${FABRIC.perBlock})`,
        valid_count: "toUInt32(valid)",
        bytes: "toUInt64(210000)",
        commit_hash: bytes32("'commit', height"),
        orderer_msps: "['OrdererMSP']",
      },
    },
    {
      table: "fabric_transactions",
      rows: transactions,
      columns: {
        ...place,
        header_type: "'ENDORSER_TRANSACTION'",
        validation_code: "code",
        validation_name: codeName,
        time: ns,
        creator_msp: msp("who"),
        creator_cert_sha256: certificate("who"),
        chaincode: "cc",
        chaincode_version: "'1.0'",
        function: "fn",
        args: "[concat('k', toString(n)), concat('{\"amount\":', toString(n % 1000), '}')]",
        response_status: "toInt64(200)",
        endorsement_count: "toUInt32(2)",
        read_count: "toUInt32(2)",
        write_count: "toUInt32(2)",
        bytes: "toUInt32(4000)",
        action_count: "toUInt32(1)",
      },
    },
  ];
  if (!scale.everything) return base;
  const outcome = { validation_code: "code" };
  const rws = (item: string) => ({
    network: place.network,
    channel: place.channel,
    namespace: "cc",
    key: key("n", item),
    height: "height",
    tx_index: "tx_index",
    tx_id: "id",
    ...outcome,
  });
  return [
    ...base,
    {
      table: "fabric_endorsements",
      rows: each(2),
      columns: {
        ...place,
        endorsement_index: "toUInt32(item)",
        msp: msp("item"),
        cert_sha256: certificate("item + 1000"),
      },
    },
    {
      table: "fabric_reads",
      rows: each(2),
      columns: { ...rws("item"), read_height: "if(height < 3, 0, height - 3)", read_tx_index: "toUInt64(tx_index)" },
    },
    {
      table: "fabric_writes",
      rows: each(2),
      columns: {
        ...rws("item"),
        value: "concat('{\"n\":', toString(n), ',\"note\":\"', hex(sipHash128(n, item)), '\"}')",
      },
    },
    {
      table: "fabric_events",
      rows: `SELECT * FROM (${transactions}) WHERE n % 3 = 0`,
      columns: {
        ...place,
        ...outcome,
        chaincode: "cc",
        event_tx_id: "id",
        event_name: "'changed'",
        payload: "toString(n)",
      },
    },
    {
      table: "fabric_identity_uses",
      rows: `SELECT height, who, toUInt32(count()) AS uses, min(tx_index) AS first FROM (${transactions}) GROUP BY height, who`,
      columns: {
        ...{ network: place.network, channel: place.channel, height: "height", msp: msp("who") },
        ...{ cert_sha256: certificate("who"), use: "'creator'", count: "uses", first_tx_index: "first" },
      },
    },
    {
      table: "fabric_identities",
      by: "blocks",
      rows: `SELECT arrayJoin(range(${IDENTITIES})) AS who FROM numbers({from:UInt64} = 0)`,
      columns: {
        ...{ network: place.network, channel: place.channel, height: "toUInt64(0)", msp: msp("who") },
        ...{ cert_sha256: certificate("who"), subject: "concat('CN=user', toString(who), ',OU=client')" },
      },
    },
    {
      table: "fabric_state",
      rows: `SELECT cc, item_key AS k, max(n) AS n FROM (SELECT *, ${key("n", "item")} AS item_key FROM (${each(2)}) WHERE code = 0)
GROUP BY cc, item_key`,
      columns: {
        ...{ network: place.network, channel: place.channel, namespace: "cc", key: "k" },
        ...{ height: `intDiv(n, ${FABRIC.perBlock})`, tx_index: `toUInt32(n % ${FABRIC.perBlock})`, tx_id: txId("n") },
        ...{ value: "concat('{\"n\":', toString(n), '}')", value_height: `intDiv(n, ${FABRIC.perBlock})` },
        ...{ value_tx_index: `toUInt32(n % ${FABRIC.perBlock})`, value_tx_id: txId("n") },
      },
    },
    {
      table: "fabric_conflicts",
      rows: `SELECT * FROM (${transactions}) WHERE code = 11 AND n > 200`,
      columns: {
        ...place,
        ...outcome,
        ...{ kind: "'read'", evidence: "'proved'", namespace: "cc", key: key("n", "0") },
        ...{
          read_height: "height - 3",
          writer_height: "height - 1",
          writer_tx_index: "tx_index",
          writer_tx_id: txId("n - 50"),
        },
      },
    },
    {
      table: "trace_summaries",
      rows: transactions,
      columns: {
        ...place,
        family: "'fabric'",
        time: ns,
        start_at: ns,
        end_at: `addMilliseconds(${ns}, 2000)`,
        duration_ns: "toUInt64(400000000 + cityHash64('d', n) % 1600000000)",
        unknown_ns: "toUInt64(cityHash64('u', n) % 40000000)",
        status: "if(code = 0, 'valid', 'failed')",
        code: "toUInt16(code)",
        chaincode: "cc",
        function: "fn",
        creator_msp: msp("who"),
        gateway: "'peer1'",
        "stages.stage": texts(STAGES),
        "stages.node": texts(NODES),
        "stages.duration_ns": `arrayMap(x -> toUInt64(1000000 + cityHash64(n, x) % (x * 9000000 + 1000000)), range(${STAGES.length}))`,
        "stages.status": `arrayMap(x -> 'ok', range(${STAGES.length}))`,
        gaps: "[]::Array(String)",
        rule_version: "toUInt32(1)",
        seq: "toUInt64(n + 1)",
      },
    },
    {
      table: "diagnoses",
      rows: `SELECT * FROM (${transactions}) WHERE code != 0 OR n % 10 = 0`,
      columns: {
        ...place,
        time: ns,
        kind: "if(code = 0, 'slow', 'failure')",
        code: "if(code = 0, 'slow_commit', transform(code, [10, 11, 12], ['endorsement_policy_failure', 'mvcc_read_conflict', 'phantom_read_conflict'], ''))",
        sub_cause: "['hot_key_in_block', 'overtaken', 'client_race'][n % 3 + 1]",
        confidence: "toFloat64(1)",
        cost_ns: "if(n % 10 = 0, toUInt64(n % 100000000), NULL)",
        title_en: "'Read conflict'",
        title_zh: "'读冲突'",
        summary_en: "concat('It had read ', cc, '/', k, ', which another had written meanwhile.')",
        summary_zh: "concat('它读取了 ', cc, '/', k, '，而另一笔交易已将其改写。')",
        chaincode: "cc",
        function: "fn",
        "culprits.tx_id": `if(code = 11 AND n > 200, [${txId("n - 50")}], [])`,
        "culprits.height": "if(code = 11 AND n > 200, [height - 1], [])",
        "culprits.tx_index": "if(code = 11 AND n > 200, [tx_index], [])",
        "culprits.namespace": "if(code = 11 AND n > 200, [cc], [])",
        "culprits.collection": "if(code = 11 AND n > 200, [''], [])",
        "culprits.key": "if(code = 11 AND n > 200, [k], [])",
        rule_version: "toUInt32(1)",
        seq: "toUInt64(n + 1)",
      },
    },
  ].map((made) =>
    made.table === "diagnoses" ? { ...made, rows: `SELECT *, ${key("n", "0")} AS k FROM (${made.rows})` } : made,
  ) as MadeTable[];
}
