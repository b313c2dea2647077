import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { uiText } from "@ledgerscope/ui/i18n/uiMessages.ts";
import type { ReactElement } from "react";

/** The way to the statements that a list of figures was made with; nothing for viewers who may not ask SQL. */
export function SqlLink({ href, of, lang }: SqlLinkProps): ReactElement | null {
  if (href === undefined) return null;
  return (
    <AppLink href={href} aria-label={uiText(lang)("chart.sql.of", { name: of })}>
      SQL
    </AppLink>
  );
}

interface SqlLinkProps {
  readonly href: string | undefined;
  /** What the figures are, for screen readers. */
  readonly of: string;
  readonly lang: Lang;
}
