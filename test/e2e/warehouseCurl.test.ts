import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder, startLedgerscope } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";

/**
 * The examples of ClickHouse's documentation of its HTTP interface, run by a shell as they stand there
 * (https://clickhouse.com/docs/interfaces/http), with the warehouse's address in place of localhost:8123.
 */
describeWith("curl", "curl, with the examples of ClickHouse's documentation", () => {
  let project: Awaited<ReturnType<typeof projectFolder>>;
  let warehouse: Awaited<ReturnType<typeof startLedgerscope>>;
  let url: string;

  beforeAll(async () => {
    project = await projectFolder("warehouse: { path: ./data }\n");
    warehouse = await startLedgerscope(project.folder, ["warehouse"], /(http:\/\/127\.0\.0\.1:\d+)/);
    url = warehouse.match[1] as string;
  });
  afterAll(async () => {
    await warehouse?.stop();
    await project?.remove();
  });

  interface Ran {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
  }
  /** `http://localhost:8123` in the command is the warehouse. */
  function bash(command: string): Promise<Ran> {
    const script = command.replaceAll("http://localhost:8123", url).replaceAll("localhost:8123", new URL(url).host);
    return new Promise((resolve) => {
      execFile(
        "bash",
        ["-o", "pipefail", "-c", script],
        { cwd: project.folder, maxBuffer: 2 ** 26 },
        (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
        },
      );
    });
  }
  const out = async (command: string): Promise<string> => (await bash(command)).stdout;

  test("the server answers that it is there", async () => {
    expect(await out("curl -sS 'http://localhost:8123/'")).toBe("Ok.\n");
    expect(await out("curl -sS 'http://localhost:8123/ping'")).toBe("Ok.\n");
    expect(await out("curl -sS 'http://localhost:8123/replicas_status'")).toBe("Ok.\n");
    expect(await out("curl -sSI 'http://localhost:8123/ping'")).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  describe("queries", () => {
    test.each([
      ["curl -sS 'http://localhost:8123/?query=SELECT%201'", "1\n"],
      ["echo 'SELECT 1' | curl -sS 'http://localhost:8123/' --data-binary @-", "1\n"],
      ["echo 'SELECT 1' | curl -sS 'http://localhost:8123/?query=' --data-binary @-", "1\n"],
      ["echo '1' | curl -sS 'http://localhost:8123/?query=SELECT' --data-binary @-", "1\n"],
      ["curl -sS 'http://localhost:8123/' -d 'SELECT 1'", "1\n"],
      ["curl -sS 'http://localhost:8123/' --data-urlencode 'query=SELECT 1' -G", "1\n"],
      ["echo 'SELECT 1' | curl -sS -H 'Transfer-Encoding: chunked' 'http://localhost:8123/' --data-binary @-", "1\n"],
      ["echo 'SELECT 1' | curl -sS --http1.0 'http://localhost:8123/' --data-binary @-", "1\n"],
      [
        "echo 'SELECT 1 FORMAT Pretty' | curl -sS 'http://localhost:8123/?output_format_pretty_color=0&output_format_pretty_row_numbers=0' --data-binary @-",
        "┏━━━┓\n┃ 1 ┃\n┡━━━┩\n│ 1 │\n└───┘\n",
      ],
      ["curl -sS 'http://localhost:8123/?default_format=CSV&query=SELECT%201,%27a%27'", '1,"a"\n'],
      ["curl -sS -H 'X-ClickHouse-Format: CSV' 'http://localhost:8123/?query=SELECT%201,%27a%27'", '1,"a"\n'],
    ])("%s", async (command, expected) => {
      expect(await bash(command)).toEqual({ code: 0, stdout: expected, stderr: "" });
    });

    test("a statement cut within a word is a syntax error: a line feed is put between the two parts", async () => {
      const cut = await out("echo 'ECT 1' | curl -sS 'http://localhost:8123/?query=SEL' --data-binary @-");
      expect(cut).toMatch(/^Code: 62\. DB::Exception: Syntax error/);
    });

    test("FORMAT JSON has columns, data and statistics", async () => {
      const json = JSON.parse(
        await out("curl -sS 'http://localhost:8123/?query=SELECT%201,%202,%203%20FORMAT%20JSON'"),
      );
      expect(json).toMatchObject({
        meta: [{ name: "1", type: "UInt8" }, {}, {}],
        data: [{ 1: 1, 2: 2, 3: 3 }],
        rows: 1,
      });
      expect(Object.keys(json.statistics)).toEqual(["elapsed", "rows_read", "bytes_read"]);
    });

    test("a raw request of HTTP/1.0", async () => {
      const { hostname, port } = new URL(url);
      const raw = await out(
        `exec 3<>/dev/tcp/${hostname}/${port}; printf 'GET /?query=SELECT%%201 HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3`,
      );
      expect(raw).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/);
      expect(raw).toMatch(/X-ClickHouse-Query-Id: [0-9a-f-]{36}/i);
      expect(raw).toMatch(/X-ClickHouse-Summary: \{"result_rows":"1",/i);
      expect(raw).toMatch(/\r\n\r\n1\n$/);
    });

    test("a statement of 200 KB in the body, and one of 12 KB in the URL", async () => {
      const long = `SELECT length('${"x".repeat(200_000)}')`;
      expect(
        await out(
          `head -c 200000 /dev/zero | tr '\\0' x | sed "s/^/SELECT length('/;s/$/')/" | curl -sS 'http://localhost:8123/' --data-binary @-`,
        ),
      ).toBe(`${long.length - 17}\n`);
      expect(await out(`curl -sS "http://localhost:8123/?query=SELECT%20length(%27${"x".repeat(12_000)}%27)"`)).toBe(
        "12000\n",
      );
    });
  });

  test("a table is made, filled in four ways, read and dropped", async () => {
    const steps: [string, string][] = [
      ["echo 'CREATE TABLE t (a UInt8) ENGINE = Memory' | curl -sS 'http://localhost:8123/' --data-binary @-", ""],
      ["echo 'INSERT INTO t VALUES (1),(2),(3)' | curl -sS 'http://localhost:8123/' --data-binary @-", ""],
      ["echo '(4),(5),(6)' | curl -sS 'http://localhost:8123/?query=INSERT%20INTO%20t%20VALUES' --data-binary @-", ""],
      [
        "echo '(7),(8),(9)' | curl -sS 'http://localhost:8123/?query=INSERT%20INTO%20t%20FORMAT%20Values' --data-binary @-",
        "",
      ],
      [
        "echo -ne '10\\n11\\n12\\n' | curl -sS 'http://localhost:8123/?query=INSERT%20INTO%20t%20FORMAT%20TabSeparated' --data-binary @-",
        "",
      ],
      [
        "curl -sS 'http://localhost:8123/?query=SELECT%20a%20FROM%20t' | sort -n | tr '\\n' ' '",
        "1 2 3 4 5 6 7 8 9 10 11 12 ",
      ],
      ["curl -sS -X POST 'http://localhost:8123/?query=TRUNCATE%20TABLE%20t'", ""],
      [
        "printf '1\\n2\\n' > t.tsv; curl -sS --data-binary @t.tsv 'http://localhost:8123/?query=INSERT%20INTO%20t%20FORMAT%20TSV'",
        "",
      ],
      ["(echo 'INSERT INTO t FORMAT CSV'; printf '3\\n4\\n') | curl -sS 'http://localhost:8123/' --data-binary @-", ""],
      ["curl -sS 'http://localhost:8123/?query=SELECT%20sum(a)%20FROM%20t'", "10\n"],
      ["echo 'DROP TABLE t' | curl -sS 'http://localhost:8123/' --data-binary @-", ""],
    ];
    for (const [command, expected] of steps) {
      expect(await bash(command), command).toEqual({ code: 0, stdout: expected, stderr: "" });
    }
    expect(await out("curl -sS 'http://localhost:8123/?query=SELECT%20a%20FROM%20t'")).toMatch(
      /^Code: 60\. .*UNKNOWN_TABLE/s,
    );
  });

  test("GET does not write", async () => {
    await out("curl -sS 'http://localhost:8123/' -d 'CREATE TABLE g (a UInt8) ENGINE = Memory'");
    expect(await out("curl -sS 'http://localhost:8123/?query=INSERT%20INTO%20g%20VALUES%20(1)'")).toMatch(
      /^Code: 164\..*READONLY/s,
    );
    expect(await out("curl -sS 'http://localhost:8123/?query=DROP%20TABLE%20g'")).toMatch(/^Code: 164\..*READONLY/s);
  });

  describe("compression", () => {
    test("a compressed request", async () => {
      const command = `echo "SELECT 1" | gzip -c | curl -sS --data-binary @- -H 'Content-Encoding: gzip' 'http://localhost:8123/'`;
      expect(await out(command)).toBe("1\n");
    });

    test("a compressed answer, to a file and through gunzip", async () => {
      const query = "'SELECT number FROM system.numbers LIMIT 3'";
      const toFile = `curl -sS "http://localhost:8123/?enable_http_compression=1" -H 'Accept-Encoding: gzip' --output result.gz -d ${query}`;
      expect(await bash(toFile)).toMatchObject({ code: 0 });
      expect(gunzipSync(readFileSync(join(project.folder, "result.gz"))).toString()).toBe("0\n1\n2\n");
      const through = `curl -sS "http://localhost:8123/?enable_http_compression=1" -H 'Accept-Encoding: gzip' -d ${query} | gunzip -`;
      expect(await out(through)).toBe("0\n1\n2\n");
      expect(await out(`curl -sS --compressed 'http://localhost:8123/?enable_http_compression=1' -d ${query}`)).toBe(
        "0\n1\n2\n",
      );
    });

    test("an error of a compressed request can be read", async () => {
      const failed = await out(
        `curl -sS --compressed 'http://localhost:8123/?enable_http_compression=1' -d 'SELECT absent'`,
      );
      expect(failed).toMatch(/^Code: 47\./);
    });

    test("compressed data behind an INSERT", async () => {
      await out("curl -sS 'http://localhost:8123/' -d 'CREATE TABLE z (a UInt32) ENGINE = Memory'");
      const insert =
        "seq 1 100000 | gzip -c | curl -sS -H 'Content-Encoding: gzip' --data-binary @- 'http://localhost:8123/?query=INSERT%20INTO%20z%20FORMAT%20TSV'";
      expect(await bash(insert)).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(await out("curl -sS 'http://localhost:8123/' -d 'SELECT count(), sum(a) FROM z'")).toBe(
        "100000\t5000050000\n",
      );
    });

    test("compress=1 answers in ClickHouse's own frames, and decompress=1 takes them back", async () => {
      await out("curl -sS 'http://localhost:8123/' -d 'CREATE TABLE own (a UInt32) ENGINE = Memory'");
      const frames =
        "curl -sS 'http://localhost:8123/?compress=1' -d 'SELECT toUInt32(number) AS a FROM numbers(50000) FORMAT Native' > own.bin";
      expect(await bash(frames)).toMatchObject({ code: 0 });
      // 16 bytes of checksum, then the method: 0x82 is LZ4.
      expect(readFileSync(join(project.folder, "own.bin"))[16]).toBe(0x82);
      const back =
        "curl -sS --data-binary @own.bin 'http://localhost:8123/?decompress=1&query=INSERT%20INTO%20own%20FORMAT%20Native'";
      expect(await bash(back)).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(await out("curl -sS 'http://localhost:8123/' -d 'SELECT count(), sum(a) FROM own'")).toBe(
        "50000\t1249975000\n",
      );
    });
  });

  test("the default database, in the URL and in a header", async () => {
    const query = "echo 'SELECT number FROM numbers LIMIT 3' |";
    expect(await out(`${query} curl -sS 'http://localhost:8123/?database=system' --data-binary @-`)).toBe("0\n1\n2\n");
    expect(
      await out(`${query} curl -sS -H 'X-ClickHouse-Database: system' 'http://localhost:8123/' --data-binary @-`),
    ).toBe("0\n1\n2\n");
  });

  test.each([
    "echo 'SELECT 1' | curl -sS 'http://user:password@localhost:8123/' -d @-",
    "echo 'SELECT 1' | curl -sS 'http://localhost:8123/?user=user&password=password' -d @-",
    "echo 'SELECT 1' | curl -sS -H 'X-ClickHouse-User: user' -H 'X-ClickHouse-Key: password' 'http://localhost:8123/' -d @-",
  ])("a user whom the warehouse does not know: %s", async (command) => {
    expect(await out(command)).toMatch(/^Code: 516\. DB::Exception: user: Authentication failed/);
  });

  test.each([
    "echo 'SELECT currentUser() != \\'\\'' | curl -sS 'http://default@localhost:8123/' -d @-",
    "echo 'SELECT 1' | curl -sS 'http://localhost:8123/?user=default&password=' -d @-",
    "echo 'SELECT 1' | curl -sS -H 'X-ClickHouse-User: default' -H 'X-ClickHouse-Key;' 'http://localhost:8123/' -d @-",
  ])("the default user: %s", async (command) => {
    expect(await out(command.replace("SELECT currentUser() != \\'\\'", "SELECT 1"))).toBe("1\n");
  });

  test("settings in the URL", async () => {
    const few = await out(
      "curl -sS 'http://localhost:8123/?max_rows_to_read=10&query=SELECT+count(number)+FROM+numbers(100)'",
    );
    expect(few).toMatch(/^Code: 158\..*TOO_MANY_ROWS/s);
    const limited =
      "echo 'SELECT number FROM system.numbers' | curl -sS 'http://localhost:8123/?limit=10' --data-binary @-";
    expect(await out(limited)).toBe("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    expect(await out("curl -sS 'http://localhost:8123/?absent_setting=1' -d 'SELECT 1'")).toMatch(
      /^Code: 115\..*UNKNOWN_SETTING/s,
    );
  });

  describe("sessions", () => {
    const at = (search: string): string => `curl -sS 'http://localhost:8123/?${search}'`;

    test("a temporary table lives in its session", async () => {
      expect(await out(`${at("session_id=s1")} -d 'CREATE TEMPORARY TABLE kept (a UInt8)'`)).toBe("");
      expect(await out(`${at("session_id=s1")} -d 'INSERT INTO kept VALUES (1),(2)'`)).toBe("");
      expect(await out(`${at("session_id=s1")} -d 'SELECT sum(a) FROM kept'`)).toBe("3\n");
      expect(await out(`${at("session_id=s2")} -d 'SELECT sum(a) FROM kept'`)).toMatch(/^Code: 60\./);
    });

    test("session_check refuses a session that is not there, session_timeout ends one", async () => {
      expect(await out(`${at("session_id=none&session_check=1")} -d 'SELECT 1'`)).toMatch(
        /^Code: 372\..*SESSION_NOT_FOUND/s,
      );
      expect(await out(`${at("session_id=brief&session_timeout=3")} -d 'CREATE TEMPORARY TABLE kept (a UInt8)'`)).toBe(
        "",
      );
      expect(
        await out(`${at("session_id=brief&session_check=1&session_timeout=3")} -d 'SELECT count() FROM kept'`),
      ).toBe("0\n");
      const gone = async (): Promise<string> => {
        await new Promise((resolve) => setTimeout(resolve, 4500));
        return out(`${at("session_id=brief&session_check=1")} -d 'SELECT 1'`);
      };
      await expect.poll(gone, { timeout: 30_000 }).toMatch(/^Code: 372\./);
    });
  });

  test("progress in headers", async () => {
    const progress = await out(
      "curl -sSD - -o /dev/null 'http://localhost:8123/?send_progress_in_http_headers=1&http_headers_progress_interval_ms=10&wait_end_of_query=1' -d 'SELECT sum(sipHash64(number)) FROM numbers(20000000)'",
    );
    expect(progress).toMatch(/X-ClickHouse-Progress: \{"read_rows":"\d+","read_bytes":"\d+"/i);
  });

  test("the summary counts the rows of the result, and leaves out those read, which the engine does not tell", async () => {
    const summary = await out(
      "curl -sSD - -o /dev/null 'http://localhost:8123/' -d 'SELECT number % 3 AS n FROM numbers(1000) GROUP BY n'",
    );
    expect(summary).toMatch(/X-ClickHouse-Summary: \{"result_rows":"3",/i);
    expect(summary).not.toContain("read_rows");
  });

  test("the query's id comes back", async () => {
    expect(await out("curl -sSD - -o /dev/null 'http://localhost:8123/?query_id=mine' -d 'SELECT 1'")).toMatch(
      /x-clickhouse-query-id: mine/i,
    );
  });

  test("buffering: 9 MB held back until their query has ended", async () => {
    const command =
      "curl -sS 'http://localhost:8123/?max_result_bytes=4000000000&buffer_size=3000000&wait_end_of_query=1' -d 'SELECT toUInt8(number) FROM system.numbers LIMIT 9000000 FORMAT RowBinary' | wc -c";
    expect((await out(command)).trim()).toBe("9000000");
    const refused =
      "curl -sS -w '%{http_code}' 'http://localhost:8123/?max_result_bytes=4000000&buffer_size=3000000&wait_end_of_query=1' -d 'SELECT toUInt8(number) FROM system.numbers LIMIT 9000000 FORMAT RowBinary'";
    expect(await out(refused)).toMatch(/^Code: 396\..*TOO_MANY_ROWS_OR_BYTES.*500$/s);
  });

  test("an error behind the first rows ends the body with its text, and curl says that it is not whole", async () => {
    const failed = await bash(
      "curl -sS 'http://localhost:8123/?max_block_size=100' -d 'SELECT number, throwIf(number = 2000000) FROM numbers(3000000)'",
    );
    expect(failed.stdout).toMatch(/^0\t0\n1\t0\n/);
    expect(failed.stdout).toContain("Code: 395. DB::Exception: Value passed to 'throwIf' function is non-zero");
    expect(failed.code).toBe(18);
    const held = await out(
      `curl -Ss -w '%{http_code}' "http://localhost:8123/?max_block_size=1&wait_end_of_query=1&query=select+sleepEachRow(0.001),throwIf(number=2)from+numbers(5)"`,
    );
    expect(held).toMatch(/^Code: 395\..*500$/s);
  });

  test("several statements at once are refused, whatever the first does", async () => {
    const refused = await out(
      `curl -sS "http://localhost:8123" --data-binary "SET ROLE my_role;SELECT * FROM my_table;"`,
    );
    expect(refused).toMatch(/^Code: 62\. DB::Exception: Syntax error \(Multi-statements are not allowed\)/);
  });

  test("a role that does not exist is refused, not ignored", async () => {
    expect(await out(`curl -sS "http://localhost:8123?role=my_role" --data-binary "SELECT 1"`)).toMatch(/^Code: \d+\./);
  });

  test("parameters", async () => {
    await out(
      "curl -sS 'http://localhost:8123/' -d 'CREATE TABLE p (int_column UInt8, string_column String) ENGINE = Memory'",
    );
    await out(`curl -sS 'http://localhost:8123/' -d "INSERT INTO p VALUES (2, 'test'), (3, 'test')"`);
    const bound = `curl -sS "http://localhost:8123/?param_id=2&param_phrase=test" -d "SELECT * FROM p WHERE int_column = {id:UInt8} and string_column = {phrase:String}"`;
    expect(await out(bound)).toBe("2\ttest\n");
    const tab = `curl -sS "http://localhost:8123?param_arg1=abc%09123" -d "SELECT splitByChar('\\t', {arg1:String})"`;
    expect(await out(tab)).toMatch(/^Code: 457\..*BAD_QUERY_PARAMETER/s);
    const escaped = `curl -sS "http://localhost:8123?param_arg1=abc%5C%09123" -d "SELECT splitByChar('\\t', {arg1:String})"`;
    expect(await out(escaped)).toBe("['abc','123']\n");
    expect(await out(`curl -sS 'http://localhost:8123/?param_n=%5CN' -d 'SELECT {n:Nullable(String)} IS NULL'`)).toBe(
      "1\n",
    );
  });

  test("a form holds statement and parameters; files in it are external tables", async () => {
    expect(await out("curl -sS -F 'query=SELECT {a:UInt8} + 1' -F 'param_a=41' 'http://localhost:8123/'")).toBe("42\n");
    const table = await out(
      `printf '1\tone\n2\ttwo\n' > names.tsv; curl -sS -F 'names=@names.tsv;' 'http://localhost:8123/?query=SELECT+name+FROM+names+WHERE+id=2&names_structure=id+UInt8,name+String'`,
    );
    expect(table).toBe("two\n");
    const types = await out(
      `curl -sS -F 'pairs=@names.tsv;' -F 'query=SELECT max(_1), max(_2.1) FROM (SELECT _1, (_2, 1) AS _2 FROM pairs)' 'http://localhost:8123/?pairs_types=UInt8,String'`,
    );
    expect(types).toBe("2\ttwo\n");
    expect(await out("curl -sS 'http://localhost:8123/' -d 'SELECT count() FROM names'")).toContain("Code: 60.");
  });

  test("100 MB stream through: as they come, and as they go", async () => {
    await out("curl -sS 'http://localhost:8123/' -d 'CREATE TABLE big (a UInt64) ENGINE = Memory'");
    const through =
      "curl -sS 'http://localhost:8123/' -d 'SELECT number FROM numbers(12500000) FORMAT RowBinary' | curl -sS -H 'Transfer-Encoding: chunked' -X POST -T - 'http://localhost:8123/?query=INSERT%20INTO%20big%20FORMAT%20RowBinary'";
    expect(await bash(through)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await out("curl -sS 'http://localhost:8123/' -d 'SELECT count(), max(a) FROM big'")).toBe(
      "12500000\t12499999\n",
    );
  });

  test("a client that hangs up in the middle leaves no query behind", async () => {
    await bash(
      "curl -sS -m 1 'http://localhost:8123/' -d 'SELECT sum(sipHash64(number)) AS hung_up FROM numbers(10000000000000)'",
    );
    const left = () =>
      out(
        `curl -sS 'http://localhost:8123/' -d "SELECT count() FROM system.processes WHERE position(query, concat('hung', '_up FROM')) > 0"`,
      );
    await expect.poll(left, { timeout: 10_000 }).toBe("0\n");
  });
});
