"use client";

import dynamic from "next/dynamic";
import type { ComponentProps, ReactElement } from "react";
import { Skeleton } from "../components/Skeleton.tsx";
import { pageLoaded } from "./pageLoaded.ts";

/** As for `LazyActivityPlot`: the charting library comes after the page. */
const Plot = dynamic(
  async () => {
    await pageLoaded();
    return (await import("./SeriesPlot.tsx")).SeriesPlot;
  },
  { ssr: false, loading: () => <Skeleton height="100%" /> },
);

export function LazySeriesPlot(props: ComponentProps<typeof Plot>): ReactElement {
  return <Plot {...props} />;
}
