import Link from "next/link";
import type { ComponentProps, ReactElement } from "react";
import { LinkPending } from "./LinkPending.tsx";

/**
 * A link within the site. It does not prefetch: a table of fifty links would ask for fifty pages. While its
 * page is on the way, the page that is left is dimmed.
 */
export function AppLink({ children, ...props }: ComponentProps<typeof Link>): ReactElement {
  return (
    <Link prefetch={false} {...props}>
      {children}
      <LinkPending />
    </Link>
  );
}
