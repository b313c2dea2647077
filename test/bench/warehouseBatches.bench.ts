import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse } from "@ledgerscope/warehouse";
import { DirectEngine } from "./support/directEngine.ts";
import { median, milliseconds, printTable, timed } from "./support/timings.ts";

/**
 * Inserts and reads of 1 KB to 100 MB through the embedded server, against chDB called directly in this
 * process, turn by turn in one run; the median of each. Directly means by chDB's fastest way that keeps the
 * data whole: its raw insert for JSONEachRow, a file in memory for RowBinary (its raw insert takes no binary
 * formats); one buffer for a result. The goal is a ratio of at most 1.15 from 1 MB on.
 */
const SIZES: readonly { readonly name: string; readonly bytes: number; readonly rounds: number }[] = [
  { name: "1 KB", bytes: 1e3, rounds: 100 },
  { name: "100 KB", bytes: 1e5, rounds: 40 },
  { name: "1 MB", bytes: 1e6, rounds: 30 },
  { name: "10 MB", bytes: 1e7, rounds: 12 },
  { name: "100 MB", bytes: 1e8, rounds: 5 },
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
const table: string[][] = [];

function report(
  what: string,
  size: string,
  bytes: number,
  served: readonly number[],
  straight: readonly number[],
): void {
  const [ms, directMs] = [median(served), median(straight)];
  const ratio = ms / directMs;
  const verdict = bytes < 1e6 ? "" : ratio <= GOAL ? "within 15 %" : "over";
  const rate = (took: number): string => (bytes / took / 1000).toFixed(0);
  table.push([
    what,
    size,
    milliseconds(directMs),
    milliseconds(ms),
    rate(directMs),
    rate(ms),
    ratio.toFixed(2),
    verdict,
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
      const served: number[] = [];
      const straight: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const viaServer = async (): Promise<unknown> =>
          served.push(
            await timed(() =>
              warehouse.insert(
                { table: "default.t", format, columns: COLUMNS, bytes: data },
                { token: `${name}:${round}` },
              ),
            ),
          );
        const directly = async (): Promise<unknown> =>
          straight.push(
            await timed(() =>
              format === "JSONEachRow"
                ? direct.insert({ table: "default.t", values: data, format, columns: COLUMNS })
                : direct.queryAsync(`INSERT INTO default.t (${COLUMNS.join()}) FROM INFILE '${file}' FORMAT ${format}`),
            ),
          );
        for (const turn of round % 2 === 0 ? [viaServer, directly] : [directly, viaServer]) await turn();
        if (bytes >= 1e7 || round % 20 === 19) await truncate();
      }
      report(`insert ${format}`, name, data.length, served.slice(1), straight.slice(1));
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
      const served: number[] = [];
      const straight: number[] = [];
      let size = 0;
      for (let round = 0; round <= rounds; round++) {
        const viaServer = async (): Promise<unknown> =>
          served.push(
            await timed(async () => {
              const { stream } = await warehouse.client.exec({ query: `${sql} FORMAT ${format}` });
              size = 0;
              for await (const chunk of stream) size += (chunk as Buffer).length;
            }),
          );
        let whole = 0;
        const directly = async (): Promise<unknown> =>
          straight.push(
            await timed(async () => {
              whole = (await direct.queryAsync(sql, { format })).bytes().length;
            }),
          );
        for (const turn of round % 2 === 0 ? [viaServer, directly] : [directly, viaServer]) await turn();
        if (whole !== size) throw new Error(`${format} ${name}: ${size} bytes through the server, ${whole} directly`);
      }
      report(`read ${format}`, name, size, served.slice(1), straight.slice(1));
    }
  }
  printTable(["", "size", "chDB ms", "server ms", "chDB MB/s", "server MB/s", "ratio", "goal"], table);
} finally {
  await warehouse.close();
  engine.close();
  await rm(memory, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
