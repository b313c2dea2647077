import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { PageHead } from "../../../components/PageHead.tsx";
import { ask } from "../../../data/ask.ts";
import { PolicyDocument } from "../../../generated/graphql.ts";
import { policyTextHref } from "../../../links.ts";
import { page } from "../../../page.tsx";

export default page(async ({ lang, say }) => {
  const { policy } = await ask(PolicyDocument, {});
  return (
    <div className="stack">
      <PageHead say={say} heading={say("policy.heading")} lead={say("policy.intro")} />
      {!policy && (
        <Notice title={say("policy.none.title")}>
          <p>{say("policy.none.text")}</p>
        </Notice>
      )}
      {policy && (
        <Panel title={say("policy.text")}>
          <div className="stack">
            <pre className="policy-text">{policy.text}</pre>
            <Facts>
              <Fact name={say("policy.version")}>{policy.version}</Fact>
              <Fact name={say("policy.since")}>
                <Time iso={policy.appliedAt} lang={lang} />
              </Fact>
              <Fact name={say("policy.sha256")}>
                <Hash value={policy.sha256} what={say("facts.hash.what")} lang={lang} full />
              </Fact>
              <Fact name={say("policy.file")}>
                <a href={policyTextHref} download>
                  {say("policy.download")}
                </a>
              </Fact>
            </Facts>
          </div>
        </Panel>
      )}
      <Panel title={say("policy.words.heading")}>
        <div className="prose">
          <ul>
            <li>{say("policy.words.whole")}</li>
            <li>{say("policy.words.counts")}</li>
            <li>{say("policy.words.nothing")}</li>
          </ul>
        </div>
      </Panel>
    </div>
  );
});
