import { figureCsv } from "@ledgerscope/ui/chart/figureTable.ts";
import { seriesTable } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { isLang } from "@ledgerscope/ui/i18n/lang.ts";
import type { NextRequest } from "next/server";
import { chartData } from "#web/components/charts/chartData.ts";
import { chartVariables, chartView, isChartId } from "#web/components/charts/chartView.ts";
import { ChartDocument } from "#web/generated/graphql.ts";
import { ApiError } from "#web/graphql/apiError.ts";
import { query } from "#web/graphql/query.ts";

/** The numbers of a chart, as its page shows them: `?network=` and what else the page's address says. */
export async function GET(
  request: NextRequest,
  props: { params: Promise<{ lang: string; id: string }> },
): Promise<Response> {
  const { lang, id } = await props.params;
  const view = chartView(Object.fromEntries(request.nextUrl.searchParams));
  if (!isLang(lang) || !isChartId(id) || view.network === undefined)
    return new Response("Not found\n", { status: 404 });
  try {
    const { data } = await query(ChartDocument, chartVariables(id, view.network, view));
    if (!data.network?.chart) return new Response("Not found\n", { status: 404 });
    const table = seriesTable({ ...chartData(data.network.chart, view.kind, lang), lang });
    const name = `${id}-${view.network.replaceAll(/[^\w-]+/g, "-")}.csv`;
    return new Response(figureCsv(table), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return new Response(`${error.code}\n`, { status: error.code === "NOT_FOUND" ? 404 : 503 });
  }
}
