import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { SignerFragment } from "../../generated/graphql.ts";
import { IdentityLink } from "./IdentityLink.tsx";
import { MspLink } from "./MspLink.tsx";

/** Who signed, each with its organisation. */
export function Signers({ signers, network, lang }: SignersProps): ReactElement {
  return (
    <>
      {signers.map(({ msp, certSha256, identity }, i) => (
        <span key={`${msp} ${certSha256}`}>
          {i > 0 && ", "}
          <IdentityLink certificate={certSha256} commonName={identity?.commonName} network={network} lang={lang} />{" "}
          <span className="muted">
            (<MspLink msp={msp} network={network} lang={lang} />)
          </span>
        </span>
      ))}
    </>
  );
}

interface SignersProps {
  readonly signers: readonly SignerFragment[];
  readonly network: string;
  readonly lang: Lang;
}
