/**
 * Calls `renew` when asked to, but no more often than every `everyMs`, and not while the page is hidden or while
 * a list is in use: a row must not move away under a pointer or the keyboard's focus. What was asked for
 * meanwhile is done afterwards.
 */
export function renewAtMost(everyMs: number, renew: () => void): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const turn = (): void => {
    timer = undefined;
    if (inUse()) {
      timer = setTimeout(turn, lookAgainMs);
      return;
    }
    last = performance.now();
    renew();
  };
  return {
    ask() {
      timer ??= setTimeout(turn, Math.max(0, last + everyMs - performance.now()));
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

const lookAgainMs = 500;

const inUse = (): boolean =>
  document.hidden || document.querySelector("main tbody:hover, main tbody :focus-visible") !== null;
