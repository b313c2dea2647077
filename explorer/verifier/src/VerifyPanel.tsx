"use client";

import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react";
import type { CheckRequest, CheckResult } from "./checkBundle.ts";
import { downloadBundle } from "./downloadBundle.ts";
import type { PageClaims } from "./pageClaims.ts";
import { Problem } from "./problem.ts";
import { runInWorker } from "./runInWorker.ts";
import { en } from "./text/en.ts";
import type { VerifierText } from "./text/verifierText.ts";
import { zh } from "./text/zh.ts";
import { type TrustRoot, VerifyResult } from "./VerifyResult.tsx";

export interface VerifyPanelProps {
  readonly lang: "en" | "zh";
  /** Where the proof file of the page is. Without it the visitor brings a file. */
  readonly bundleUrl?: string;
  /** Fingerprint of block 0 as the portal names it: the weaker trust root, used when the visitor enters none. */
  readonly portalGenesisHash?: string;
  /** What the page around the panel says of the block; held against the page's proof file, not against a visitor's own. */
  readonly claims?: PageClaims;
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly text: string }
  | { readonly kind: "problem"; readonly text: string }
  | { readonly kind: "done"; readonly result: CheckResult; readonly trust: TrustRoot; readonly fileName?: string };

/** Checks a block in the visitor's browser and says in words what that proves and what it does not. */
export function VerifyPanel({ lang, bundleUrl, portalGenesisHash, claims }: VerifyPanelProps) {
  const t: VerifierText = lang === "zh" ? zh : en;
  const id = useId();
  const [state, setState] = useState<State>({ kind: "idle" });
  const [genesisInput, setGenesisInput] = useState("");
  const fileInput = useRef<HTMLInputElement>(null);
  const busy = state.kind === "busy";

  async function check(read: () => Promise<string>, about: Pick<CheckRequest, "claims"> & { fileName?: string }) {
    try {
      const trust = trustRootOf(genesisInput, portalGenesisHash);
      setState({ kind: "busy", text: t.checking({ hashes: 0, signatures: 0 }) });
      const request: CheckRequest = {
        text: await read(),
        ...(trust.hash ? { genesisHash: trust.hash } : {}),
        ...(about.claims ? { claims: about.claims } : {}),
      };
      const result = await runInWorker(request, (p) => setState({ kind: "busy", text: t.checking(p) }));
      setState({ kind: "done", result, trust, ...(about.fileName ? { fileName: about.fileName } : {}) });
    } catch (error) {
      const reason = error instanceof Problem ? error.reason : ({ code: "internal", detail: String(error) } as const);
      setState({ kind: "problem", text: t.problem(reason) });
    }
  }

  const checkPage = (url: string) =>
    check(
      () => downloadBundle(url, (received, total) => setState({ kind: "busy", text: t.downloading(received, total) })),
      claims ? { claims } : {},
    );
  const checkFile = (file: File | undefined) => file && check(() => file.text(), { fileName: file.name });

  return (
    <section className="verify" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t.heading}</h2>
      <p>{bundleUrl ? t.intro : t.introFile}</p>
      <noscript>
        <p className="verify-note">{bundleUrl ? t.needsScript : t.needsScriptFile}</p>
      </noscript>
      <div className="verify-field">
        <label htmlFor={`${id}-genesis`}>{t.genesisLabel}</label>
        <input
          id={`${id}-genesis`}
          className="verify-hash"
          type="text"
          value={genesisInput}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setGenesisInput(event.target.value)}
          aria-describedby={`${id}-genesis-hint`}
          spellCheck={false}
          autoComplete="off"
          maxLength={80}
        />
        <p id={`${id}-genesis-hint`} className="verify-hint">
          {portalGenesisHash ? t.genesisHint : t.genesisHintNone}
        </p>
      </div>
      {bundleUrl && (
        <div className="verify-actions">
          <button type="button" className="verify-button" disabled={busy} onClick={() => checkPage(bundleUrl)}>
            {state.kind === "done" ? t.again : t.button}
          </button>
          <a href={bundleUrl} download>
            {t.download}
          </a>
        </div>
      )}
      <div role="status" aria-live="polite" data-verification={outcomeOf(state)}>
        {busy && <p className="verify-note">{state.text}</p>}
        {state.kind === "problem" && <p className="verify-note verify-bad">{state.text}</p>}
        {state.kind === "done" && (
          <VerifyResult t={t} result={state.result} trust={state.trust} fileName={state.fileName} />
        )}
      </div>
      <fieldset
        className="verify-field verify-drop"
        onDragOver={(event: DragEvent) => event.preventDefault()}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          checkFile(event.dataTransfer.files[0]);
        }}
      >
        <legend>{t.fileLabel}</legend>
        <input
          id={`${id}-file`}
          ref={fileInput}
          type="file"
          accept=".json,application/json"
          disabled={busy}
          aria-describedby={`${id}-file-hint`}
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            checkFile(event.target.files?.[0]);
            // The same file can be chosen again.
            event.target.value = "";
          }}
        />
        <label htmlFor={`${id}-file`} className="verify-choose">
          {t.fileChoose}
        </label>
        <p id={`${id}-file-hint`} className="verify-hint">
          {t.fileHint}
        </p>
      </fieldset>
    </section>
  );
}

/** For scripts and styles: idle, busy, problem, passed or failed. */
const outcomeOf = (state: State): string =>
  state.kind === "done" ? (state.result.ok ? "passed" : "failed") : state.kind;

/** The visitor's own input counts before the portal's. */
function trustRootOf(input: string, portalGenesisHash: string | undefined): TrustRoot {
  const entered = input.replace(/[\s:]/g, "").replace(/^0x/i, "").toLowerCase();
  if (entered !== "") {
    if (!/^[0-9a-f]{64}$/.test(entered)) throw new Problem({ code: "bad_genesis" });
    return { from: "visitor", hash: entered };
  }
  return portalGenesisHash ? { from: "portal", hash: portalGenesisHash } : { from: "none", hash: "" };
}
