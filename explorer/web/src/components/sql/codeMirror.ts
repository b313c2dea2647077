import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { keywordCompletionSource, SQLDialect, sql } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { suggestionsAt } from "./complete.ts";
import type { SqlNames } from "./tables.ts";

/** An editor in a page, as far as the page has to do with it. */
export interface SqlEditorHandle {
  set(text: string): void;
  /** At the cursor. */
  insert(text: string): void;
  /** Marks a place as wrong; undefined: none. */
  mark(place: { readonly from: number; readonly to: number } | undefined): void;
  go(at: number): void;
  destroy(): void;
}

export interface SqlEditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly describedBy: string;
  /** What may be completed, as soon as it is known. */
  readonly names: () => SqlNames | undefined;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

/** ClickHouse's words, as far as they are not standard SQL's. */
const dialect = SQLDialect.define({
  backslashEscapes: true,
  identifierQuotes: '`"',
  hashComments: false,
  keywords:
    "select from where prewhere group by order having limit offset with as and or not in is null like ilike between case when then else end distinct on using join inner left right full outer cross any all asof semi anti array global union except intersect interval asc desc nulls first last fill step to totals rollup cube grouping sets over partition window rows range unbounded preceding following current row final sample qualify apply columns replace explain describe desc show exists tables databases materialized if true false format settings cast",
  types:
    "bool string uuid date date32 datetime datetime64 int8 int16 int32 int64 int128 int256 uint8 uint16 uint32 uint64 uint128 uint256 float32 float64 decimal array map tuple nullable lowcardinality fixedstring enum8 enum16 ipv4 ipv6 json nested nothing",
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "550" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--success)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--series-1)" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--live)" },
  { tag: [tags.lineComment, tags.blockComment], color: "var(--ink-faint)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.8125rem", color: "var(--ink)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--sunken)",
    color: "var(--ink-faint)",
    border: "none",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 22%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--link) 18%, transparent)",
    outline: "none",
  },
  ".cm-wrong": {
    textDecoration: "underline wavy var(--failed)",
    textUnderlineOffset: "3px",
    backgroundColor: "var(--failed-soft)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-s)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--hover)",
    color: "var(--ink)",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "0.4rem 0.6rem", maxWidth: "24rem", fontSize: "0.75rem" },
  ".cm-completionDetail": { color: "var(--ink-faint)", fontStyle: "normal" },
});

const setMark = StateEffect.define<{ readonly from: number; readonly to: number } | undefined>();

/** The place that the engine has complained about, until the text changes. */
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    let now = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) {
      if (!effect.is(setMark)) continue;
      const length = change.state.doc.length;
      // A place without length, such as the end, is shown by the character before it.
      const to = Math.min(effect.value?.to ?? 0, length);
      const from = Math.min(effect.value?.from ?? 0, to === effect.value?.from ? to - 1 : to);
      now =
        effect.value && from >= 0 && from < to
          ? Decoration.set(Decoration.mark({ class: "cm-wrong" }).range(from, to))
          : Decoration.none;
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const kinds = { table: "class", column: "property", function: "function", database: "namespace" } as const;

/** Opens an editor in place of a text field. It leaves Tab to the page. */
export function openEditor(options: SqlEditorOptions): SqlEditorHandle {
  const { parent, text, label, describedBy, names, onChange, onRun } = options;
  // Style elements need the nonce of the page's policy, which its own scripts carry.
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      ...(nonce === "" ? [] : [EditorView.cspNonce.of(nonce)]),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      bracketMatching(),
      closeBrackets(),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "false" }),
      sql({ dialect, upperCaseKeywords: true }),
      autocompletion({
        override: [
          (context) => {
            const known = names();
            const found = known && suggestionsAt(context.state.doc.toString(), context.pos, known);
            if (!found) return null;
            return {
              from: found.from,
              validFor: /^\w*$/,
              options: found.options.map(({ kind, info, detail, apply, ...one }) => ({
                ...one,
                type: kinds[kind],
                boost: kind === "column" ? 10 : kind === "table" ? 5 : -5,
                ...(detail === undefined ? {} : { detail }),
                ...(info === undefined || info === "" ? {} : { info }),
                ...(apply === undefined ? {} : { apply }),
              })),
            };
          },
          keywordCompletionSource(dialect, true),
        ],
      }),
      syntaxHighlighting(colours),
      look,
      marked,
      keymap.of([
        {
          key: "Mod-Enter",
          run: () => {
            onRun();
            return true;
          },
        },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  return {
    set: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    insert(added) {
      view.dispatch(view.state.replaceSelection(added));
      view.focus();
    },
    mark: (place) => view.dispatch({ effects: setMark.of(place) }),
    go(at) {
      view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
