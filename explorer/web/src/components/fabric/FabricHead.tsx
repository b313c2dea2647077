import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import { networkTrail } from "../networkTrail.ts";
import { PageHead } from "../PageHead.tsx";

/** The top of a page about a part of a Fabric network. */
export function FabricHead({ network, lang, trail = [], title, aside }: FabricHeadProps): ReactElement {
  return (
    <PageHead
      trail={[...networkTrail(lang, network), ...trail]}
      title={title}
      {...(aside !== undefined && { aside })}
    />
  );
}

interface FabricHeadProps {
  readonly network: string;
  readonly lang: Lang;
  /** Between the network and this page. */
  readonly trail?: readonly { readonly name: string; readonly href: string }[];
  readonly title: ReactNode;
  readonly aside?: ReactNode;
}
