import type { ReactElement, ReactNode } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import { Notice } from "./Notice.tsx";

/** In place of a part that could not be read: what was said, the code and the trace id to report, the way to try again. */
export function Failed({ lang, title, code, traceId, retryHref, page = false, children }: FailedProps): ReactElement {
  const t = uiText(lang);
  return (
    <Notice page={page} icon="alert" tone="failed" title={title ?? t("failed.title")}>
      {children}
      <p>
        {t("failed.code")} <code>{code}</code>
        {traceId !== undefined && (
          <>
            {" · "}
            {t("failed.trace")} <code>{traceId}</code>
          </>
        )}
      </p>
      {retryHref !== undefined && (
        <p>
          <AppLink href={retryHref} scroll={false}>
            {t("failed.retry")}
          </AppLink>
        </p>
      )}
    </Notice>
  );
}

interface FailedProps {
  readonly lang: Lang;
  readonly title?: string | undefined;
  /** Stable name of what went wrong: `TIMEOUT`. */
  readonly code: string;
  /** Finds the failure in the logs of the API. */
  readonly traceId?: string | undefined;
  /** The same page again. */
  readonly retryHref?: string | undefined;
  /** When it is all that a page says. */
  readonly page?: boolean;
  readonly children?: ReactNode;
}
