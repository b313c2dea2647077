import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { VerifyPanel } from "@ledgerscope/verifier";
import { PageHead } from "../../../components/PageHead.tsx";
import { page } from "../../../page.tsx";

const steps = [1, 2, 3, 4, 5, 6] as const;
const levels = ["p1", "p2", "p3", "p4"] as const;

export default page(async ({ lang, say }) => (
  <div className="stack">
    <PageHead say={say} heading={say("verify.heading")} lead={say("verify.intro")} />
    <Panel title={say("verify.fingerprint.heading")}>
      <p className="prose">{say("verify.fingerprint.text")}</p>
    </Panel>
    <Panel title={say("verify.steps.heading")}>
      <div className="prose">
        <ol>
          {steps.map((step) => (
            <li key={step}>{say(`verify.steps.${step}`)}</li>
          ))}
        </ol>
      </div>
    </Panel>
    <Panel title={say("verify.levels.heading")}>
      <div className="prose">
        <ul>
          {levels.map((level) => (
            <li key={level}>{say(`verify.levels.${level}`)}</li>
          ))}
        </ul>
        <p>
          <strong>{say("verify.levels.never")}</strong>
        </p>
      </div>
    </Panel>
    <Panel title={say("verify.offline.heading")}>
      <p className="prose">{say("verify.offline.text")}</p>
    </Panel>
    <VerifyPanel lang={lang} />
  </div>
));
