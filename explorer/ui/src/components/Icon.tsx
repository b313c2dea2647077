import type { ReactElement } from "react";

/** Line icons on a 16 px grid. They decorate words and never replace them: hidden from screen readers. */
const paths = {
  check: "M3.5 8.5l3 3 6-7",
  cross: "M4.5 4.5l7 7m0-7l-7 7",
  question: "M6 6a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1v.6m0 2v.2",
  minus: "M4 8h8",
  alert: "M8 2.5l6 10.5H2zM8 6.5v3m0 1.6v.2",
  copy: "M5.5 5.5h7v8h-7zm-2 5v-8h7",
  search: "M11 11l3 3M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z",
  left: "M10 3.5L5.5 8l4.5 4.5",
  right: "M6 3.5L10.5 8 6 12.5",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM8 1.2v1.4m0 10.8v1.4M1.2 8h1.4m10.8 0h1.4M3.2 3.2l1 1m7.6 7.6l1 1m0-9.6l-1 1m-7.6 7.6l-1 1",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  system: "M2 3h12v8H2zm4 11h4m-2-3v3",
  tape: "M5 10.5a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5zm6 0a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5zm-6 0h6",
  pause: "M5.5 4v8m5-8v8",
  play: "M5 3.5v9l7.5-4.5z",
  updown: "M5 6l3-3 3 3M5 10l3 3 3-3",
  down: "M3.5 6L8 10.5 12.5 6",
  filter: "M2 3.5h12M4.5 8h7M7 12.5h2",
  rows: "M2.5 4h11M2.5 8h11M2.5 12h11",
  dense: "M2.5 3h11M2.5 5.5h11M2.5 8h11M2.5 10.5h11M2.5 13h11",
  keyboard: "M1.5 4h13v8h-13zM4 6.5h0m2.7 0h0m2.6 0h0m2.7 0h0M5 9.5h6",
  block: "M8 1.8l5.5 3.1v6.2L8 14.2l-5.5-3.1V4.9zm0 6.2l5.5-3.1M8 8L2.5 4.9M8 8v6.2",
  transaction: "M2.5 5.5h10l-2.5-2.5m3.5 7.5h-10l2.5 2.5",
  network:
    "M8 2v3.5m0 0L3.5 10M8 5.5L12.5 10M8 3.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4M3.5 12.4a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4m9 0a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4",
  person: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zm-5 5.5c.5-2.5 2.5-3.7 5-3.7s4.5 1.2 5 3.7",
  organisation: "M3 13.5V3h6v10.5M9 7h4v6.5M1.8 13.5h12.4M5.2 5.8h1.6M5.2 8.3h1.6M5.2 10.8h1.6",
  contract: "M4 1.8h5.5L12 4.5v9.7H4zM6 7h4M6 9.5h4",
  key: "M5.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm3-3h5v2.5M11 8v2",
  token: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zm2-8H6m2 0v5",
  place: "M3 8h9M8.5 4.5L12 8l-3.5 3.5",
  lock: "M4 7.5h8v6H4zm1.8 0V5.3a2.2 2.2 0 0 1 4.4 0v2.2",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zm0-9v3.2l2.2 1.3",
  link: "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 1 0-3.7-3.7l-.9.9m1.3 2.4a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 1 0 3.7 3.7l.9-.9",
  download: "M8 2.5v7m0 0L5 6.7m3 2.8l3-2.8M2.5 13.5h11",
  code: "M5.5 4.5L2 8l3.5 3.5m5-7L14 8l-3.5 3.5",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
