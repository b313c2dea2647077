"use client";

import { type ReactElement, useEffect, useState } from "react";
import styles from "./KeySearch.module.css";

/**
 * Finds a private key by what it is called: its hash is made here, in the browser, and only the hash is asked for.
 * Nothing that is typed leaves the page, so there is no way to do it without scripts.
 */
export function HashLookup({ words, href }: HashLookupProps): ReactElement {
  const [key, setKey] = useState("");
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(globalThis.crypto?.subtle !== undefined), []);
  return (
    <>
      <p className="muted">{words.text}</p>
      <form
        className={styles["form"]}
        onSubmit={async (event) => {
          event.preventDefault();
          const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
          const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
          location.assign(href.replace("HASH", hex));
        }}
      >
        <label className={styles["field"]} data-wide="">
          <span>{words.label}</span>
          {/* Without a name: not even a form that is sent by mistake carries it. */}
          <input
            type="text"
            value={key}
            onChange={(event) => setKey(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </label>
        <button type="submit" disabled={!ready || key === ""}>
          {words.open}
        </button>
      </form>
      <noscript>
        <p className="muted">{words.noScript}</p>
      </noscript>
    </>
  );
}

interface HashLookupProps {
  readonly words: { readonly text: string; readonly label: string; readonly open: string; readonly noScript: string };
  /** Page of a key, with `HASH` in place of its hash. */
  readonly href: string;
}
