"use client";

import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { SqlEditorHandle } from "./codeMirror.ts";
import styles from "./SqlEditor.module.css";
import type { SqlNames } from "./tables.ts";

/** A field for a statement: a plain one at first, one that knows SQL as soon as its scripts are there. */
export function SqlEditor({ text, names, handle, onChange, onRun, words }: SqlEditorProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  // What the editor calls is always of the newest render.
  const now = useRef({ text, names, onChange, onRun });
  now.current = { text, names, onChange, onRun };
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once
  useEffect(() => {
    let gone = false;
    void import("./codeMirror.ts").then(({ openEditor }) => {
      if (gone || !host.current) return;
      handle.current = openEditor({
        parent: host.current,
        text: now.current.text,
        label: words.editor,
        describedBy: words.keysId,
        names: () => now.current.names,
        onChange: (next) => now.current.onChange(next),
        onRun: () => now.current.onRun(),
      });
      setReady(true);
    });
    return () => {
      gone = true;
      handle.current?.destroy();
      handle.current = null;
    };
  }, []);
  return (
    <div className={styles["editor"]}>
      <div ref={host} className={styles["host"]} />
      <textarea
        name="sql"
        className={styles["plain"]}
        aria-label={words.editor}
        aria-describedby={words.keysId}
        spellCheck={false}
        translate="no"
        value={text}
        hidden={ready}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          onRun();
        }}
      />
    </div>
  );
}

interface SqlEditorProps {
  readonly text: string;
  readonly names: SqlNames | undefined;
  readonly handle: RefObject<SqlEditorHandle | null>;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  /** `keysId`: the element that tells which keys run the statement. */
  readonly words: { readonly editor: string; readonly keysId: string };
}
