"""Uses a warehouse through clickhouse-connect: one JSON line per feature on standard output."""

import datetime
import decimal
import io
import json
import sys
import traceback
import uuid
from urllib.parse import urlparse

import clickhouse_connect
from clickhouse_connect.driver.exceptions import DatabaseError
from clickhouse_connect.driver.external import ExternalData

address = urlparse(sys.argv[1])
HOST = dict(host=address.hostname, port=address.port)
FEATURES = {}


def feature(name):
    def register(run):
        FEATURES[name] = run
        return run

    return register


def connect(**options):
    return clickhouse_connect.get_client(**HOST, **options)


def fails_with(code, run):
    try:
        run()
    except DatabaseError as error:
        assert f"code: {code}" in str(error).lower(), str(error)
        return
    raise AssertionError("no error")


@feature("connect and ping")
def _():
    client = connect()
    assert client.ping()
    assert client.server_version.split(".")[0].isdigit()
    assert client.command("SELECT timezone()").endswith(str(client.server_tz)), client.server_tz


@feature("connect by DSN, with a database")
def _():
    connect().command("CREATE DATABASE IF NOT EXISTS py")
    client = clickhouse_connect.get_client(dsn=f"clickhouse://default:@{address.netloc}/py")
    assert client.command("SELECT currentDatabase()") == "py"


@feature("a stranger is refused")
def _():
    fails_with(516, lambda: connect(username="nobody", password="wrong"))


@feature("query: rows, columns, names and types")
def _():
    result = connect().query("SELECT number AS n, toString(number) AS s FROM numbers(3)")
    assert result.result_rows == [(0, "0"), (1, "1"), (2, "2")]
    assert result.column_names == ("n", "s")
    assert [kind.name for kind in result.column_types] == ["UInt64", "String"]
    assert result.result_columns[0] == [0, 1, 2]
    assert list(result.named_results())[2] == {"n": 2, "s": "2"}
    assert result.first_row == (0, "0")


@feature("every type comes back as it went in")
def _():
    client = connect()
    client.command("DROP TABLE IF EXISTS py_types")
    client.command(
        """CREATE TABLE py_types (i8 Int8, u64 UInt64, i256 Int256, f64 Float64, d Decimal(18, 4), s String, fs FixedString(3),
        b Bool, u UUID, dt Date, ts DateTime('UTC'), ts64 DateTime64(6, 'UTC'), ip4 IPv4, ip6 IPv6, e Enum8('a' = 1, 'b' = 2),
        n Nullable(String), lc LowCardinality(String), a Array(Array(UInt8)), t Tuple(UInt8, String), m Map(String, UInt64))
        ENGINE = MergeTree ORDER BY u64"""
    )
    row = [
        -5, 2**64 - 1, -(2**200), 1.5, decimal.Decimal("12.3456"), "\n\n; it's 中文", b"abc", True, uuid.uuid4(),
        datetime.date(2026, 11, 21), datetime.datetime(2026, 11, 21, 1, 2, 3), datetime.datetime(2026, 11, 21, 1, 2, 3, 456789),
        "127.0.0.1", "::1", "b", None, "lc", [[1], [], [2, 3]], (7, "x"), {"k": 2**63},
    ]
    client.insert("py_types", [row])
    back = list(client.query("SELECT * FROM py_types").result_rows[0])
    assert [str(value) for value in back[12:14]] == ["127.0.0.1", "::1"]
    assert back[:12] == row[:12] and back[14:] == row[14:], back


@feature("insert: rows, columns, some columns, 100,000 rows")
def _():
    client = connect()
    client.command("CREATE OR REPLACE TABLE py_insert (id UInt64, name String DEFAULT 'none') ENGINE = MergeTree ORDER BY id")
    summary = client.insert("py_insert", [[1, "a"], [2, "b"]], column_names=["id", "name"])
    assert summary.written_rows == 2, summary.summary
    client.insert("py_insert", [[3, 4]], column_names=["id"], column_oriented=True)
    client.insert("py_insert", [[n, f"row {n}"] for n in range(5, 100_005)])
    assert client.query("SELECT count(), uniqExact(id) FROM py_insert").result_rows == [(100_004, 100_004)]
    assert client.command("SELECT name FROM py_insert WHERE id = 4") == "none"


@feature("insert with a context that is used again")
def _():
    client = connect()
    client.command("CREATE OR REPLACE TABLE py_context (id UInt32) ENGINE = MergeTree ORDER BY id")
    context = client.create_insert_context(table="py_context", column_names=["id"])
    for start in (0, 10):
        context.data = [[start + n] for n in range(10)]
        client.insert(context=context)
    assert int(client.command("SELECT sum(id) FROM py_context")) == 190


@feature("raw_insert and raw_query, and raw_stream")
def _():
    client = connect()
    client.command("CREATE OR REPLACE TABLE py_raw (id UInt32, name String) ENGINE = MergeTree ORDER BY id")
    client.raw_insert("py_raw", ["id", "name"], b'1,"x\n\n;"\n2,y\n', fmt="CSV")
    client.raw_insert("py_raw", ["id", "name"], io.BytesIO(b"3\tz\n"), fmt="TSV")
    assert client.raw_query("SELECT * FROM py_raw ORDER BY id FORMAT CSV") == b'1,"x\n\n;"\n2,"y"\n3,"z"\n'
    assert client.raw_query("SELECT max(id) AS m FROM py_raw", fmt="JSONEachRow") == b'{"m":3}\n'
    with client.raw_stream("SELECT number FROM numbers(1000000)", fmt="RowBinary") as stream:
        assert sum(len(chunk) for chunk in iter(lambda: stream.read(65536), b"")) == 8_000_000


@feature("streaming: blocks and rows, and leaving in the middle")
def _():
    client = connect()
    with client.query_row_block_stream("SELECT number FROM numbers(500000)", settings={"max_block_size": 10000}) as stream:
        blocks = [len(block) for block in stream]
    assert sum(blocks) == 500_000 and len(blocks) > 10, blocks[:5]
    with client.query_rows_stream("SELECT number FROM numbers(300000)") as stream:
        assert sum(row[0] for row in stream) == 300_000 * 299_999 // 2
    with client.query_column_block_stream("SELECT number, number + 1 FROM numbers(10)") as stream:
        assert [len(block) for block in stream] == [2]
    with client.query_rows_stream("SELECT number FROM numbers(100000000)") as stream:
        for row in stream:
            if row[0] > 1000:
                break
    assert client.command("SELECT 1") == 1


@feature("parameters, bound by the server and by the client")
def _():
    client = connect()
    text = "it's \\ a \t tab, a \n line, 中文; DROP TABLE t"
    when = datetime.datetime(2026, 11, 21, 10, 0, 0, tzinfo=datetime.timezone.utc)
    result = client.query(
        "SELECT {s:String}, {n:UInt64}, {a:Array(String)}, {d:DateTime('UTC')}, {z:Nullable(String)}, {t:Identifier}.one FROM (SELECT 1 AS one) AS {t:Identifier}",
        parameters={"s": text, "n": 2**64 - 1, "a": ["'", text], "d": when, "z": None, "t": "named"},
    )
    row = result.result_rows[0]
    assert row[0] == text and row[1] == 2**64 - 1 and row[2] == ["'", text] and row[4] is None and row[5] == 1, row
    assert row[3].replace(tzinfo=None) == when.replace(tzinfo=None), row[3]
    assert client.query("SELECT %(s)s, %(n)s", parameters={"s": text, "n": 5}).result_rows == [(text, 5)]
    assert client.query("SELECT %s", parameters=(text,)).result_rows == [(text,)]


@feature("settings of the client, of a query, and one that does not exist")
def _():
    client = connect(settings={"max_block_size": 123})
    assert int(client.command("SELECT getSetting('max_block_size')")) == 123
    assert int(client.query("SELECT getSetting('max_block_size')", settings={"max_block_size": 7}).first_row[0]) == 7
    client.set_client_setting("max_threads", 1)
    assert int(client.command("SELECT getSetting('max_threads')")) == 1
    assert client.get_client_setting("max_threads") == "1"


@feature("compression: lz4, gzip; zstd is refused")
def _():
    for method in (True, False, "gzip", "lz4"):
        try:
            client = connect(compress=method)
        except Exception as error:
            if "compression" in str(error).lower() and "not" in str(error).lower():
                continue
            raise
        client.command("CREATE OR REPLACE TABLE py_compress (id UInt32, t String) ENGINE = MergeTree ORDER BY id")
        client.insert("py_compress", [[n, "text " * 20] for n in range(20_000)])
        assert client.query("SELECT * FROM py_compress ORDER BY id").result_rows[19_999] == (19_999, "text " * 20), method
    fails_with(48, lambda: connect(compress="zstd").insert("py_compress", [[1, "text " * 20]]))


@feature("sessions keep temporary tables")
def _():
    client = connect(session_id=str(uuid.uuid4()))
    client.command("CREATE TEMPORARY TABLE py_temporary (id UInt8)")
    client.insert("py_temporary", [[1], [2]], column_type_names=["UInt8"], column_names=["id"])
    assert int(client.command("SELECT sum(id) FROM py_temporary")) == 3


@feature("the default client, with a session of its own making")
def _():
    client = connect(autogenerate_session_id=True)
    client.command("SET max_block_size = 55")
    assert int(client.command("SELECT getSetting('max_block_size')")) == 55


@feature("external data")
def _():
    data = ExternalData(file_name="names", data=b"1,one\n2,two\n", fmt="CSV", structure="id UInt8, name String")
    for client in (connect(), connect(autogenerate_session_id=True)):
        result = client.query("SELECT name FROM names WHERE id = 2", external_data=data)
        assert result.result_rows == [("two",)], result.result_rows
        fails_with(60, lambda: client.query("SELECT name FROM names"))


@feature("the query's id and its summary")
def _():
    client = connect()
    mine = str(uuid.uuid4())
    result = client.query("SELECT * FROM numbers(10)", settings={"query_id": mine})
    assert result.query_id == mine
    assert result.summary["result_rows"] == "10", result.summary


@feature("errors have their code, and the client goes on")
def _():
    client = connect()
    fails_with(60, lambda: client.query("SELECT * FROM absent"))
    fails_with(62, lambda: client.command("SELECT 1 +"))
    fails_with(395, lambda: client.query("SELECT throwIf(number = 5) FROM numbers(10)"))
    fails_with(158, lambda: client.query("SELECT count() FROM numbers(100)", settings={"max_rows_to_read": 1}))
    assert client.command("SELECT 1") == 1


@feature("an error in the middle of a stream")
def _():
    def read():
        with connect().query_rows_stream(
            "SELECT number, throwIf(number = 2000000) FROM numbers(3000000)", settings={"max_block_size": 10000}
        ) as stream:
            for _ in stream:
                pass

    try:
        read()
    except Exception as error:
        assert "throwIf" in str(error) or "395" in str(error), str(error)
        return
    raise AssertionError("no error")


@feature("eight threads with a client each")
def _():
    from concurrent.futures import ThreadPoolExecutor

    def work(n):
        client = connect()
        return [client.query("SELECT {n:UInt32}", parameters={"n": n * 100 + k}).first_row[0] for k in range(20)]

    with ThreadPoolExecutor(8) as pool:
        for n, answers in enumerate(pool.map(work, range(8))):
            assert answers == [n * 100 + k for k in range(20)]


for name, run in FEATURES.items():
    try:
        run()
        print(json.dumps({"feature": name, "ok": True}), flush=True)
    except Exception:
        print(json.dumps({"feature": name, "ok": False, "detail": traceback.format_exc()[-1500:]}), flush=True)
