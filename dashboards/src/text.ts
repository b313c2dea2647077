/** Languages that every dashboard exists in. */
export const languages = ["en", "zh"] as const;

export type Language = (typeof languages)[number];

/** The same words in every language. */
export type Text = Readonly<Record<Language, string>>;
