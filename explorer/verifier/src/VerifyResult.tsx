import type { CheckResult, VerificationStep } from "./checkBundle.ts";
import type { VerifierText } from "./text/verifierText.ts";

/** The fingerprint of block 0 that was used, and who named it. */
export interface TrustRoot {
  readonly from: "visitor" | "portal" | "none";
  /** Lower-case hex; empty for `none`. */
  readonly hash: string;
}

interface VerifyResultProps {
  readonly t: VerifierText;
  readonly result: CheckResult;
  readonly trust: TrustRoot;
  readonly fileName?: string | undefined;
}

/** The outcome in words: verdict, each check, what it proves and what it does not. */
export function VerifyResult({ t, result, trust, fileName }: VerifyResultProps) {
  return (
    <>
      <Verdict t={t} result={result} trust={trust} />
      <p>
        {fileName ? t.source.file(fileName) : t.source.page} {t.checkedIn(result.milliseconds, result.computed)}
      </p>
      <p className="verify-wrap">{trust.from === "none" ? t.trust.none : t.trust[trust.from](trust.hash)}</p>
      <StepTable t={t} steps={result.steps} />
      {result.ok && isOrdered(result) && trust.from !== "none" && (
        <>
          <h3>{t.proves.heading}</h3>
          <p>{t.proves.level}</p>
          <List items={t.proves.items} />
        </>
      )}
      {result.ok && (
        <>
          <h3>{t.notProves.heading}</h3>
          <List items={t.notProves.items} />
        </>
      )}
    </>
  );
}

interface VerdictProps {
  readonly t: VerifierText;
  readonly result: CheckResult;
  readonly trust: TrustRoot;
}

/** Something in the file is signed: everything but a lone block 0. */
const isOrdered = ({ heights }: CheckResult): boolean => heights.some((height) => height > 0);

function Verdict({ t, result, trust }: VerdictProps) {
  if (result.ok && trust.from !== "none" && !isOrdered(result)) {
    return (
      <div className={`verify-verdict ${trust.from === "visitor" ? "verify-good" : "verify-open"}`}>
        <Title mark={trust.from === "visitor" ? "✓" : "–"}>{t.firstBlock}</Title>
        <p>{t.firstBlockMeaning}</p>
      </div>
    );
  }
  if (result.ok && trust.from !== "none") {
    return (
      <div className="verify-verdict verify-good">
        <Title mark="✓">{t.passed(result.heights)}</Title>
        <p>{t.passedMeaning}</p>
      </div>
    );
  }
  if (result.ok) {
    return (
      <div className="verify-verdict verify-open">
        <Title mark="–">{t.consistent(result.heights)}</Title>
        <p>{t.consistentMeaning}</p>
      </div>
    );
  }
  return (
    <div className="verify-verdict verify-bad">
      <Title mark="✗">{t.failed}</Title>
      <ul>
        {result.steps
          .filter(({ state }) => state === "failed")
          .map((step) => (
            <li key={`${step.check} ${step.height}`}>{t.failure(step.check, step.height)}</li>
          ))}
      </ul>
      <p>{t.failedMeaning}</p>
    </div>
  );
}

function Title({ mark, children }: { readonly mark: string; readonly children: string }) {
  return (
    <p className="verify-title">
      <span aria-hidden="true">{mark}</span> {children}
    </p>
  );
}

function StepTable({ t, steps }: { readonly t: VerifierText; readonly steps: readonly VerificationStep[] }) {
  const checks = [...new Set(steps.map(({ check }) => check))];
  return (
    <table className="verify-steps">
      <caption>{t.table.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.table.check}</th>
          <th scope="col">{t.table.result}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => {
          const own = steps.filter((step) => step.check === check);
          const [name, meaning] = t.checks[check] ?? [check, ""];
          return (
            <tr key={check} data-check={check} data-state={worstOf(own)}>
              <th scope="row">
                {name}
                <span className="verify-hint">{meaning}</span>
              </th>
              <td>
                <StateMark t={t} state={worstOf(own)} />
                <details>
                  <summary>{t.table.detail}</summary>
                  <ul>
                    {own.map((step) => (
                      <li key={step.height} className="verify-wrap">
                        {t.table.block(step.height)}: {t.state[step.state]}
                        {step.detail && <code lang="en"> {step.detail}</code>}
                      </li>
                    ))}
                  </ul>
                </details>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const marks = { verified: "✓", failed: "✗", unchecked: "–", unverified: "–" } as const;

function StateMark({ t, state }: { readonly t: VerifierText; readonly state: VerificationStep["state"] }) {
  return (
    <span className={`verify-state verify-state-${state}`}>
      <span aria-hidden="true">{marks[state]}</span> {t.state[state]}
    </span>
  );
}

const severity = ["failed", "unchecked", "unverified", "verified"] as const;

/**
 * One failed block fails the check; one that was not checked leaves it not checked. Block 0 carries no
 * signatures, ever: the check of its fingerprint stands for them.
 */
function worstOf(steps: readonly VerificationStep[]): VerificationStep["state"] {
  const counted = steps.filter((step) => step.check === "genesis" || step.height > 0 || step.state !== "unverified");
  return severity.find((state) => counted.some((step) => step.state === state)) ?? "unverified";
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
