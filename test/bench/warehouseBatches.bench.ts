import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { startBareServer } from "./support/bareServer.ts";
import { DirectEngine } from "./support/directEngine.ts";
import { median, milliseconds, printTable, timed } from "./support/timings.ts";

/**
 * Inserts and reads of 1 KB to 100 MB through the embedded server, against chDB called directly in this
 * process, turn by turn in one run; the median of each. Directly means by chDB's fastest way that keeps the
 * data whole: its raw insert for JSONEachRow, a file that lies in memory already for RowBinary (its raw insert
 * takes no binary formats); one buffer for a result. The goal is a ratio of at most 1.15 from 1 MB on.
 *
 * Beside them a bare HTTP server in a process of its own, which takes the same bytes from the same client and
 * computes nothing: what any server costs. "+ bare" is the ratio to chDB and bare server one after the other.
 */
const SIZES: readonly { readonly name: string; readonly bytes: number; readonly rounds: number }[] = [
  { name: "1 KB", bytes: 1e3, rounds: 100 },
  { name: "100 KB", bytes: 1e5, rounds: 40 },
  { name: "1 MB", bytes: 1e6, rounds: 30 },
  { name: "10 MB", bytes: 1e7, rounds: 15 },
  { name: "100 MB", bytes: 1e8, rounds: 7 },
];
const GOAL = 1.15;

const COLUMNS = ["height", "hash", "gas", "input"];
const CREATE = `(height UInt64, hash FixedString(32), gas UInt64, input String) ENGINE = MergeTree ORDER BY height`;

/** Rows as a chain has them: half noise, half repetition. */
function rows(format: "RowBinary" | "JSONEachRow", bytes: number): Buffer {
  const noise = randomBytes(1 << 20);
  const parts: Buffer[] = [];
  let size = 0;
  for (let height = 0; size < bytes; height++) {
    const at = (height * 61) % (noise.length - 64);
    const hash = noise.subarray(at, at + 32);
    const input = `a9059cbb${"0".repeat(64)}${noise.toString("hex", at + 32, at + 48)}`;
    let row: Buffer;
    if (format === "JSONEachRow") {
      const text = noise.toString("base64", at, at + 24);
      row = Buffer.from(`${JSON.stringify({ height, hash: text, gas: 21000 + (height % 1000), input })}\n`);
    } else {
      row = Buffer.alloc(8 + 32 + 8 + 1 + input.length);
      row.writeBigUInt64LE(BigInt(height), 0);
      hash.copy(row, 8);
      row.writeBigUInt64LE(BigInt(21000 + (height % 1000)), 40);
      row.writeUInt8(input.length, 48);
      row.write(input, 49, "latin1");
    }
    parts.push(row);
    size += row.length;
  }
  return Buffer.concat(parts);
}

const memory = await mkdtemp(join("/dev/shm", "ledgerscope-bench-")).catch(() =>
  mkdtemp(join(tmpdir(), "ledgerscope-bench-")),
);
const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
const warehouse = await openWarehouse({ path: folder });
const engine = new DirectEngine();
const direct = engine.open();
const bare = await startBareServer();
const table: string[][] = [];
let token = 0;

interface Samples {
  readonly served: number[];
  readonly straight: number[];
  readonly bare: number[];
}

type Work = Readonly<Record<keyof Samples, () => Promise<unknown>>>;

/** Each round all three, in turns of another order. */
async function measure(rounds: number, work: Work, afterwards: (round: number) => Promise<void>): Promise<Samples> {
  const samples: Samples = { served: [], straight: [], bare: [] };
  const names = Object.keys(samples) as (keyof Samples)[];
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length] as keyof Samples;
      const took = await timed(work[name]);
      // The first round warms up.
      if (round > 0) samples[name].push(took);
    }
    await afterwards(round);
  }
  return samples;
}

function report(what: string, size: string, bytes: number, samples: Samples): void {
  const [ms, directMs, bareMs] = [median(samples.served), median(samples.straight), median(samples.bare)];
  const ratio = ms / directMs;
  const rate = (took: number): string => (bytes / took / 1000).toFixed(0);
  table.push([
    what,
    size,
    ...[directMs, ms, bareMs].map(milliseconds),
    rate(directMs),
    rate(ms),
    ratio.toFixed(2),
    bytes < 9e5 ? "" : ratio <= GOAL ? `met (${GOAL})` : `over ${GOAL}`,
    (ms / (directMs + bareMs)).toFixed(2),
  ]);
}

try {
  await warehouse.command(`CREATE TABLE t ${CREATE}`);
  direct.query(`CREATE TABLE default.t ${CREATE}`);
  const truncate = async (): Promise<void> => {
    await warehouse.command("TRUNCATE TABLE t");
    await direct.queryAsync("TRUNCATE TABLE default.t");
  };
  for (const format of ["RowBinary", "JSONEachRow"] as const) {
    for (const { name, bytes, rounds } of SIZES) {
      const data = rows(format, bytes);
      const file = join(memory, "data");
      await writeFile(file, data);
      const insertInto = (target: Warehouse) => (): Promise<void> =>
        target.insert({ table: "default.t", format, columns: COLUMNS, bytes: data }, { token: `${name}:${++token}` });
      const straight = (): Promise<unknown> =>
        format === "JSONEachRow"
          ? direct.insert({ table: "default.t", values: data, format, columns: COLUMNS })
          : direct.queryAsync(`INSERT INTO default.t (${COLUMNS.join()}) FROM INFILE '${file}' FORMAT ${format}`);
      const work = { served: insertInto(warehouse), straight, bare: insertInto(bare.warehouse) };
      const samples = await measure(rounds, work, async (round) => {
        if (bytes >= 1e7 || round % 20 === 19) await truncate();
      });
      report(`insert ${format}`, name, data.length, samples);
      await truncate();
    }
  }

  const stored = rows("RowBinary", 1.1e8);
  await warehouse.insert(
    { table: "default.t", format: "RowBinary", columns: COLUMNS, bytes: stored },
    { token: "reads" },
  );
  await writeFile(join(memory, "data"), stored);
  await direct.queryAsync(`INSERT INTO default.t FROM INFILE '${join(memory, "data")}' FORMAT RowBinary`);
  await warehouse.command("OPTIMIZE TABLE t FINAL");
  await direct.queryAsync("OPTIMIZE TABLE default.t FINAL");
  for (const format of ["RowBinary", "JSONEachRow"] as const) {
    const perRow = format === "RowBinary" ? 49 + 104 : 241;
    for (const { name, bytes, rounds } of SIZES) {
      const limit = Math.min(Math.round(bytes / perRow), 718_000);
      const sql = `SELECT height, ${format === "RowBinary" ? "hash" : "hex(hash) AS hash"}, gas, input FROM default.t WHERE height < ${limit}`;
      const readFrom = async (target: Warehouse, query: string, bytesWanted = 0): Promise<number> => {
        const { stream } = await target.client.exec({ query, query_params: { bytes: bytesWanted } });
        let size = 0;
        for await (const chunk of stream) size += (chunk as Buffer).length;
        return size;
      };
      let size = 0;
      let whole = 0;
      const work = {
        straight: async () => {
          whole = (await direct.queryAsync(sql, { format })).bytes().length;
        },
        served: async () => {
          size = await readFrom(warehouse, `${sql} FORMAT ${format}`);
        },
        bare: () => readFrom(bare.warehouse, sql, whole || bytes),
      };
      const samples = await measure(rounds, work, async () => {
        if (whole !== size) throw new Error(`${format} ${name}: ${size} bytes through the server, ${whole} directly`);
      });
      report(`read ${format}`, name, size, samples);
    }
  }
  const headings = ["chDB ms", "server ms", "bare ms", "chDB MB/s", "server MB/s", "server/chDB", "goal", "+ bare"];
  printTable(["", "size", ...headings], table);
} finally {
  await warehouse.close();
  await bare.close();
  engine.close();
  await rm(memory, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
