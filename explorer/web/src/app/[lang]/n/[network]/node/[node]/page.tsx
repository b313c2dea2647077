import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NodeView } from "#web/components/glance/NodeView.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { NodeDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { params } = await pageContext<"network" | "node">(props);
  return { title: `${printableLine(params.node, 60)} · ${params.network}` };
}

/** One node: how far it is, how late, what it did and how long that took, what befell it. */
export default apiPage<"network" | "node">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const { from, to, events } = glanceVariables(view);
  const asked = { name: params.network, node: params.node, lang, from, to, events };
  const { data, problems } = await query(NodeDocument, asked);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance, health } = network;
  const node = glance?.node;
  const title = printableLine(params.node, 60);
  const here = (next: typeof view): string => url.node(lang, name, params.node, next);
  const page = (next: string | undefined): string => `${here({ ...view, events: next })}#events`;
  return (
    <OperationsPage {...{ network, view, problems, lang, title }} place="nodes" over={glance} href={here}>
      {glance &&
        (node ? (
          <NodeView
            node={node}
            laggards={(glance.networkFindings?.laggards ?? []).filter((one) => one.node === node.name)}
            logs={health.logs.filter((log) => log.node === node.name)}
            network={name}
            hasCertificates={network.family === "fabric"}
            page={page}
            isLaterPage={view.events !== undefined}
            lang={lang}
          />
        ) : (
          <Surface>
            <Notice icon="question" title={t("ops.node.missing.title")}>
              <p>{t("ops.node.missing.text", { node: title })}</p>
              <p>
                <AppLink href={url.nodes(lang, name)}>{t("ops.all.nodes")}</AppLink>
              </p>
            </Notice>
          </Surface>
        ))}
    </OperationsPage>
  );
});
