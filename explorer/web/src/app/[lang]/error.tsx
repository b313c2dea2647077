"use client";

import { useParams } from "next/navigation";
import type { ReactElement } from "react";
import { ErrorNotice } from "#web/components/ErrorNotice.tsx";

/** When rendering a page throws: a fault of ours, since the API's silence is a page of its own. */
export default function PageError({ error }: { error: (Error & { digest?: string }) | null }): ReactElement {
  return <ErrorNotice lang={useParams()["lang"] === "zh" ? "zh" : "en"} digest={error?.digest} />;
}
