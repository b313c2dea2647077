import { Fragment, type ReactElement, type ReactNode } from "react";

/** A message with `⟦name⟧` in it where something other than text stands: what stands there, by name. */
export function richText(message: string, parts: Readonly<Record<string, ReactNode>>): ReactElement {
  return (
    <>
      {message.split(/⟦(\w+)⟧/).map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its position
        <Fragment key={i}>{i % 2 === 0 ? piece : parts[piece]}</Fragment>
      ))}
    </>
  );
}

/** The values that put such a place into a message for each of these names. */
export const placesOf = <Name extends string>(...names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, `⟦${name}⟧`])) as Record<Name, string>;
