"use client";

import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { useRouter } from "next/navigation";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { followHead } from "./followHead.ts";
import styles from "./LiveHead.module.css";
import { renewAtMost } from "./renewAtMost.ts";

/** Milliseconds between two renewals of the page at least, however fast blocks come. */
const renewEveryMs = 1_000;
/** Milliseconds between two announcements to screen readers at least: a chain would never let them rest. */
const announceEveryMs = 15_000;

/**
 * Keeps a page at the head of the chain. A new block makes the server render the page anew (one truth: what
 * is seen is always one answer of the API); rows that are new slide in. Can be paused, and rests while
 * the page is hidden or one of its lists is in use.
 */
export function LiveHead({ network, said, labels }: LiveHeadProps): ReactElement {
  const { refresh } = useRouter();
  const [paused, setPaused] = useState(false);
  const [connected, setConnected] = useState(true);
  const wasPaused = useRef(false);

  useEffect(() => {
    if (paused) return;
    const renewal = renewAtMost(renewEveryMs, () => {
      document.body.dataset["moved"] = "true";
      refresh();
    });
    if (wasPaused.current) renewal.ask();
    const stop = followHead(network, { onAdvance: renewal.ask, onConnection: setConnected });
    return () => {
      wasPaused.current = true;
      stop();
      renewal.stop();
      delete document.body.dataset["moved"];
    };
  }, [network, paused, refresh]);

  const state = paused ? labels.off : connected ? labels.on : labels.lost;
  return (
    <span className={styles["live"]} data-state={paused ? "off" : connected ? "on" : "lost"}>
      <span className={styles["dot"]} aria-hidden="true" />
      {state}
      <button
        type="button"
        className={styles["button"]}
        onClick={() => setPaused(!paused)}
        aria-label={paused ? labels.resume : labels.pause}
        title={paused ? labels.resume : labels.pause}
      >
        <Icon name={paused ? "play" : "pause"} size={14} />
      </button>
      <span className="visually-hidden" role="status">
        {useSlow(said, announceEveryMs)}
      </span>
    </span>
  );
}

/** The latest value, but changing no more often than every `everyMs`; empty before the first change. */
function useSlow(value: string, everyMs: number): string {
  const [shown, show] = useState("");
  const last = useRef(0);
  const first = useRef(value);
  useEffect(() => {
    if (value === first.current) return;
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        show(value);
      },
      Math.max(0, last.current + everyMs - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
}

interface LiveHeadProps {
  /** Absent: every live network. */
  readonly network?: string | undefined;
  /** What screen readers hear when the head has moved. */
  readonly said: string;
  readonly labels: Readonly<Record<"on" | "off" | "lost" | "pause" | "resume", string>>;
}
