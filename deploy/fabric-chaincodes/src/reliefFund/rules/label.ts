/** What people read, in both languages. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}
