import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** An address as a link to its page; on that page itself it is none. */
export function EvmAddress({
  address,
  network,
  lang,
  here,
  full = false,
  short = false,
}: EvmAddressProps): ReactElement {
  return (
    <Hash
      value={address}
      what={text(lang)("evm.address")}
      lang={lang}
      href={here === address ? undefined : url.address(lang, network, address)}
      full={full}
      short={short}
    />
  );
}

interface EvmAddressProps {
  readonly address: string;
  readonly network: string;
  readonly lang: Lang;
  /** The address whose page this is. */
  readonly here?: string | undefined;
  readonly full?: boolean;
  readonly short?: boolean;
}
