import type { ReactElement, ReactNode } from "react";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { Badge, type Tone } from "./Badge.tsx";
import type { IconName } from "./Icon.tsx";

/** The outcome of a verification; what each means is in the messages `check.*.meaning`. */
export type CheckState = "verified" | "unverified" | "unchecked" | "failed";

const looks: Readonly<Record<CheckState, { tone: Tone; icon: IconName }>> = {
  verified: { tone: "success", icon: "check" },
  unverified: { tone: "unproven", icon: "question" },
  unchecked: { tone: "neutral", icon: "minus" },
  failed: { tone: "failed", icon: "cross" },
};

/** A verification state in its word; `children` (a count) follow it. */
export function CheckBadge({ state, lang, children }: CheckBadgeProps): ReactElement {
  const t = uiText(lang);
  return (
    <Badge {...looks[state]} title={t(`check.${state}.meaning`)}>
      {t(`check.${state}`)}
      {children && <span>{children}</span>}
    </Badge>
  );
}

interface CheckBadgeProps {
  readonly state: CheckState;
  readonly lang: Lang;
  readonly children?: ReactNode;
}
