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
