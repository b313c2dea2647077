import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ApiError } from "../graphql/apiError.ts";
import { text } from "../i18n/text.ts";
import { ReloadButton } from "./ReloadButton.tsx";

/** In place of a page that the API did not answer: what happened and what to do. */
export function ApiErrorNotice({ error, lang }: { error: ApiError; lang: Lang }): ReactElement {
  const t = text(lang);
  const down = error.code === "unreachable";
  return (
    <Surface>
      <Notice page icon="alert" tone="failed" title={t(down ? "down.title" : "refused.title")}>
        <p>{down ? t("down.text") : t("refused.text", { code: error.code, message: error.message })}</p>
        {error.traceId !== undefined && <p>{t("error.trace", { id: error.traceId })}</p>}
        <p>
          <ReloadButton>{t("error.retry")}</ReloadButton>
        </p>
      </Notice>
    </Surface>
  );
}
