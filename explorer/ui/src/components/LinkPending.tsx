"use client";

import { useLinkStatus } from "next/link";
import type { ReactElement } from "react";

/** Marks its link as pending, for styles/base.css to dim the page. */
export function LinkPending(): ReactElement {
  return <span hidden data-pending={useLinkStatus().pending} />;
}
