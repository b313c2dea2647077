import { isLang } from "@ledgerscope/ui/i18n/lang.ts";
import type { NextRequest } from "next/server";
import {
  TransactionExportDocument,
  type TransactionExportQuery,
  type TransactionExportQueryVariables,
} from "#web/generated/graphql.ts";
import { ApiError } from "#web/graphql/apiError.ts";
import { query } from "#web/graphql/query.ts";
import { csvLine } from "#web/page/csvLine.ts";
import { filtersOf, transactionFilters, transactionWhere } from "#web/page/listView.ts";

const columns = ["height", "index", "id", "time", "status", "code", "actor", "target", "method", "fee_wei"];

/**
 * All transactions that a list holds, as CSV (RFC 4180): pages of the API one after the other, each asked for
 * when the one before has been taken, so that no length is too long and nothing is kept.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<Record<string, string>> }) {
  const { lang = "", network = "" } = await params;
  if (!isLang(lang)) return new Response(null, { status: 404 });
  const where = transactionWhere(filtersOf(Object.fromEntries(request.nextUrl.searchParams), transactionFilters));
  const name = decodeURIComponent(network);
  const page = (after: string | undefined) => ask({ network: name, where, after });
  try {
    // The first page decides whether there is an answer at all.
    const { data } = await page(undefined);
    return new Response(streamOf(lines(data, page, request.signal)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}-transactions.csv"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const status = error.code === "NOT_FOUND" ? 404 : error.code === "BAD_INPUT" ? 400 : 503;
    return new Response(`${error.code}: ${error.message}\n`, { status });
  }
}

const TRIES = 5;
const AGAIN_AFTER_MS = 1_000;

/** An export takes long: it outlives an API that is away or busy for a moment. */
async function ask(variables: TransactionExportQueryVariables): Promise<{ data: TransactionExportQuery }> {
  for (let tried = 1; ; tried++) {
    try {
      return await query(TransactionExportDocument, variables);
    } catch (error) {
      const isPassing = error instanceof ApiError && ["unreachable", "UNAVAILABLE", "BUSY"].includes(error.code);
      if (!isPassing || tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, tried * AGAIN_AFTER_MS));
    }
  }
}

/** Pulled: nothing is asked for that nobody reads. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

async function* lines(
  first: TransactionExportQuery,
  page: (after: string) => Promise<{ data: TransactionExportQuery }>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine(columns));
  for (let { transactions } = first; ; ) {
    const rows = transactions.edges.map(({ node }) =>
      csvLine([
        ...[node.height, node.txIndex, node.hash, node.time, node.status, node.statusText],
        ...[node.actor, node.target, node.method, node.fee],
      ]),
    );
    yield encoder.encode(rows.join(""));
    const { hasNextPage, endCursor } = transactions.pageInfo;
    if (!hasNextPage || endCursor === null || signal.aborted) return;
    ({ transactions } = (await page(endCursor)).data);
  }
}
