/** A share of 0..1 as a CSS length. */
export const percent = (share: number): string => `${Math.round(share * 1e4) / 100}%`;

/** Sets the colour of a phase for everything below. */
export const phaseColour = (phase: string): Record<`--${string}`, string> => ({ "--phase": `var(--phase-${phase})` });
