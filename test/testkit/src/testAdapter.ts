import { type Batch, type ChainAdapter, ForkError, type Source } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";

/** A chain to read, opened anew for every claim. */
export interface AdapterFixture<Config> {
  readonly adapter: ChainAdapter<Config, { readonly tables: readonly { readonly name: string }[] }>;
  /** As it stands in the configuration under the network's name. */
  readonly input: unknown;
  /** At least six whole blocks that the source has, half-open. */
  readonly range: { readonly from: number; readonly to: number };
  /** The family's table that holds one row per block. */
  readonly blocksTable: string;
  close?(): Promise<void>;
}

/** What every chain adapter must do. Call it inside a test file; the fixture starts what it needs. */
export function testAdapter<Config>(name: string, open: () => Promise<AdapterFixture<Config>>): void {
  const withSource = async (
    work: (source: Source, fixture: AdapterFixture<Config>) => Promise<void>,
  ): Promise<void> => {
    const fixture = await open();
    const config = fixture.adapter.parseConfig(fixture.input, { network: "tested", baseDir: "/" });
    const source = await fixture.adapter.open(config);
    try {
      await work(source, fixture);
    } finally {
      await source.close();
      await fixture.close?.();
    }
  };

  const collect = async (stream: AsyncIterable<Batch>): Promise<Batch[]> => {
    const batches: Batch[] = [];
    for await (const batch of stream) batches.push(batch);
    return batches;
  };

  const unaborted = (): AbortSignal => new AbortController().signal;

  describe(`${name} as a chain adapter`, () => {
    test("batches are contiguous, in order, and cover the range", () =>
      withSource(async (source, { range }) => {
        const batches = await collect(source.stream({ ...range, batchBlocks: 2 }, unaborted()));
        expect(batches.length).toBeGreaterThan(1);
        let at = range.from;
        for (const { from, to, headers } of batches) {
          expect(from).toBe(at);
          expect(to - from).toBeLessThanOrEqual(2);
          expect(headers.map(({ number }) => number)).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
          at = to;
        }
        expect(at).toBe(range.to);
      }));

    test("each header names the one before as its parent", () =>
      withSource(async (source, { range }) => {
        const headers = (await collect(source.stream(range, unaborted()))).flatMap((batch) => batch.headers);
        for (const [index, header] of headers.entries()) {
          if (index > 0) expect(header.parentHash).toBe(headers[index - 1]?.hash);
        }
      }));

    test("payloads are of declared tables, with one row per block in the table of blocks", () =>
      withSource(async (source, { range, adapter, blocksTable }) => {
        const declared = adapter.schema.tables.map((table) => table.name);
        for (const batch of await collect(source.stream(range, unaborted()))) {
          for (const { table, rows, bytes, columns } of batch.payloads) {
            expect(declared).toContain(table);
            expect(columns).toContain("network");
            expect(bytes.length > 0).toBe(rows > 0);
          }
          const blocks = batch.payloads.find(({ table }) => table === blocksTable);
          expect(blocks?.rows).toBe(batch.headers.length);
        }
      }));

    test("every block is checked, and no check of a sound chain fails", () =>
      withSource(async (source, { range }) => {
        for (const batch of await collect(source.stream(range, unaborted()))) {
          expect(batch.quarantined).toEqual([]);
          expect(batch.checks.filter(({ state }) => state === "failed")).toEqual([]);
          expect(new Set(batch.checks.map(({ height }) => height))).toEqual(
            new Set(batch.headers.map((h) => h.number)),
          );
        }
      }));

    test("it resumes after a block that is held, with the same blocks as in one go", () =>
      withSource(async (source, { range }) => {
        const whole = (await collect(source.stream(range, unaborted()))).flatMap((batch) => batch.headers);
        const parent = whole[2];
        if (!parent) throw new Error("the fixture has too few blocks");
        const request = { from: parent.number + 1, to: range.to, parent: { number: parent.number, hash: parent.hash } };
        const rest = (await collect(source.stream(request, unaborted()))).flatMap((batch) => batch.headers);
        expect(rest).toEqual(whole.slice(3));
      }));

    test("a held block that the chain does not have is a fork, told with the chain's own blocks", () =>
      withSource(async (source, { range }) => {
        const whole = (await collect(source.stream(range, unaborted()))).flatMap((batch) => batch.headers);
        const theirs = whole[2];
        if (!theirs) throw new Error("the fixture has too few blocks");
        const parent = {
          number: theirs.number,
          hash: theirs.hash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
        };
        const stream = source.stream({ from: theirs.number + 1, to: range.to, parent }, unaborted());
        const error = await collect(stream).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(ForkError);
        expect((error as ForkError).canonical).toContainEqual({ number: theirs.number, hash: theirs.hash });
      }));

    test("an aborted signal ends the stream without an error, also while it waits for the head", () =>
      withSource(async (source, { range }) => {
        const controller = new AbortController();
        let batches = 0;
        for await (const batch of source.stream({ from: range.from }, controller.signal)) {
          batches++;
          const { latest } = await source.head();
          if (batch.to === (latest?.number ?? 0) + 1) setTimeout(() => controller.abort(), 50);
        }
        expect(batches).toBeGreaterThan(0);
      }));

    test("the head is the newest block of the stream", () =>
      withSource(async (source, { range }) => {
        const { latest, final } = await source.head();
        if (!latest) throw new Error("the source has no head");
        expect(latest.number).toBeGreaterThanOrEqual(range.to - 1);
        expect(final?.number ?? 0).toBeLessThanOrEqual(latest.number);
        const [last] = await collect(source.stream({ from: latest.number, to: latest.number + 1 }, unaborted()));
        expect(last?.headers[0]?.hash).toBe(latest.hash);
      }));
  });
}
