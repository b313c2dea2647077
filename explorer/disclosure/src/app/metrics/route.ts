import { metricsResponse } from "@ledgerscope/ui/site/metrics.ts";

export const dynamic = "force-dynamic";

export const GET = (): Promise<Response> => metricsResponse("disclosure");
