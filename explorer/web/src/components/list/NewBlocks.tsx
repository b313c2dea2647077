"use client";

import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import Link from "next/link";
import { type ReactElement, useEffect, useState } from "react";
import type { HeadAdvancedSubscription } from "../../generated/graphql.ts";
import { follow } from "../../live/follow.ts";
import styles from "./NewBlocks.module.css";

/**
 * Says how many blocks have come since a list was read, without moving its rows: the list is read again when
 * the reader asks for it.
 */
export function NewBlocks({ network, height, href, label }: NewBlocksProps): ReactElement {
  const [head, setHead] = useState(height);
  useEffect(
    () =>
      follow<HeadAdvancedSubscription>(
        "HeadAdvanced",
        { network },
        {
          onEvent: ({ headAdvanced }) => setHead((known) => Math.max(known, headAdvanced.block.height)),
          cursorOf: ({ headAdvanced }) => headAdvanced.cursor,
        },
      ),
    [network],
  );
  useEffect(() => setHead(height), [height]);
  const count = head - height;
  return (
    <span className={styles["place"]} role="status">
      {count > 0 && (
        <Link className={styles["pill"]} href={href} scroll={false} prefetch={false} replace>
          <Icon name="left" size={12} />
          {label.replace("{count}", String(count))}
        </Link>
      )}
    </span>
  );
}

interface NewBlocksProps {
  readonly network: string;
  /** Of the newest block when the list was read. */
  readonly height: number;
  /** The list's first page. */
  readonly href: string;
  /** "{count} new blocks", in the page's language. */
  readonly label: string;
}
