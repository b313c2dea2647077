import type { ReactElement, ReactNode } from "react";
import type { Say } from "../i18n/messages.ts";
import { Path, type PathStep } from "./Path.tsx";

interface PageHeadProps {
  readonly say: Say;
  readonly heading: string;
  /** The pages above this one. */
  readonly path?: readonly PathStep[];
  /** The page in a sentence or two. */
  readonly lead?: string;
  readonly children?: ReactNode;
}

/** Where the visitor is: path, heading, the page in a sentence, and the title of the browser's window. */
export function PageHead({ say, heading, path, lead, children }: PageHeadProps): ReactElement {
  return (
    <div>
      <title>{`${heading} · ${say("site.title")}`}</title>
      {path && <Path say={say} steps={path} />}
      <h1>{heading}</h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
