"use client";

import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { errorMessages } from "../i18n/errorMessages.ts";
import { ReloadButton } from "./ReloadButton.tsx";

/** That a page broke, the code to report, and a way to try again. */
export function ErrorNotice({ lang, digest }: ErrorNoticeProps): ReactElement {
  const message = errorMessages[lang];
  return (
    <Surface>
      <Notice page icon="alert" tone="failed" title={message["error.title"]}>
        <p>{message["error.text"]}</p>
        {digest !== undefined && (
          <p>
            {message["error.code"]} <code>{digest}</code>
          </p>
        )}
        <p>
          <ReloadButton>{message["error.retry"]}</ReloadButton>
        </p>
      </Notice>
    </Surface>
  );
}

interface ErrorNoticeProps {
  readonly lang: Lang;
  readonly digest: string | undefined;
}
