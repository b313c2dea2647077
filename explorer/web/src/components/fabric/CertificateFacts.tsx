import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { IdentityQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { Roles } from "./IdentityTable.tsx";
import { MspLink } from "./MspLink.tsx";
import { ValidityBadge } from "./ValidityBadge.tsx";

/** What a certificate says, one line each. */
export function CertificateFacts({ identity, network, lang }: CertificateFactsProps): ReactElement {
  const t = text(lang);
  return (
    <Facts>
      <Fact name={t("fabric.validity")}>
        <ValidityBadge of={identity} lang={lang} />
      </Fact>
      <Fact name={t("fabric.validity.from")}>
        {identity.notBefore && <Time iso={identity.notBefore} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.validity.to")}>{identity.notAfter && <Time iso={identity.notAfter} lang={lang} />}</Fact>
      <Fact name={t("fabric.msp")}>
        {identity.msp !== "" && <MspLink msp={identity.msp} network={network} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.role")}>
        <Roles roles={identity.roles} authority={identity.isAuthority} lang={lang} />
      </Fact>
      <Fact name={t("fabric.identity.subject")}>
        {identity.subject !== "" && <ChainText text={identity.subject} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.identity.issuer")}>
        {identity.issuer !== "" && <ChainText text={identity.issuer} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.identity.units")}>
        {identity.organizationalUnits.length > 0 && (
          <ChainText text={identity.organizationalUnits.join(", ")} lang={lang} />
        )}
      </Fact>
      <Fact name={t("fabric.identity.alternative")}>
        {identity.alternativeNames.length > 0 && <ChainText text={identity.alternativeNames.join(", ")} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.identity.attributes")}>
        {identity.attributes !== null && <ChainText text={identity.attributes} lang={lang} />}
      </Fact>
      <Fact name={t("fabric.identity.key")}>{identity.keyType !== "" && <bdi>{identity.keyType}</bdi>}</Fact>
      <Fact name={t("fabric.identity.serial")}>
        {identity.serial !== "" && <Hash value={identity.serial} what={t("fabric.identity.serial")} lang={lang} full />}
      </Fact>
      <Fact name={t("fabric.certificate")}>
        <Hash value={identity.certSha256} what={t("fabric.certificate")} lang={lang} full />
      </Fact>
      <Fact name={t("fabric.undecoded")}>
        {identity.decodeError !== null && (
          <Badge tone="unproven" icon="alert">
            {printableLine(identity.decodeError, 200)}
          </Badge>
        )}
      </Fact>
    </Facts>
  );
}

type Identity = NonNullable<NonNullable<NonNullable<IdentityQuery["network"]>["fabric"]>["identity"]>;

interface CertificateFactsProps {
  readonly identity: Identity;
  readonly network: string;
  readonly lang: Lang;
}
