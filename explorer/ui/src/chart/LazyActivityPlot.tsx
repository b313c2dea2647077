"use client";

import dynamic from "next/dynamic";
import type { ComponentProps, ReactElement } from "react";
import { Skeleton } from "../components/Skeleton.tsx";
import { pageLoaded } from "./pageLoaded.ts";

/** The charting library is large: it comes after the page, and only to pages with a chart. */
const Plot = dynamic(
  async () => {
    await pageLoaded();
    return (await import("./ActivityPlot.tsx")).ActivityPlot;
  },
  { ssr: false, loading: () => <Skeleton height="100%" /> },
);

export function LazyActivityPlot(props: ComponentProps<typeof Plot>): ReactElement {
  return <Plot {...props} />;
}
