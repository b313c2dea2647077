"use client";

import { Icon, type IconName } from "@ledgerscope/ui/components/Icon.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { usePathname, useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState, useTransition } from "react";
import type { NavLabels } from "../shell/navLabels.ts";
import { placeIn } from "../shell/networkNav.ts";
import type { ShellNetwork } from "../shell/shellNetworks.ts";
import { url } from "../url.ts";
import styles from "./Omnibox.module.css";
import { type SitePlace, searchPlaces } from "./searchPlaces.ts";
import { useSuggestions } from "./useSuggestions.ts";

/**
 * One box for everything: what is stored, and where one may go. A plain form, so that it searches before and without
 * scripts; with them it offers what the text may mean as it is typed. ⌘K, Ctrl+K or `/` go to it (`PageKeys`), arrows
 * choose, Enter opens, Escape leaves.
 */
export function Omnibox({ networks, labels, site, words, lang }: OmniboxProps): ReactElement {
  const pathname = usePathname();
  const router = useRouter();
  const [going, startGoing] = useTransition();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState<number>();
  const here = placeIn(pathname)?.network;
  const wanted = text.trim();
  const { suggestions, pending } = useSuggestions(wanted, lang, here);
  const places = open ? searchPlaces(wanted, { networks, labels, site, here, lang }) : [];
  const all = { label: wanted, href: url.search(lang, wanted) };
  const options: readonly Option[] = [
    ...suggestions,
    ...places.map((place): Option => ({ ...place, group: words.places, detail: "", exact: false, icon: placeIcon })),
    ...(wanted === ""
      ? []
      : [{ ...all, group: words.everywhere, detail: "", exact: false, icon: searchIcon } satisfies Option]),
  ];
  // What was named as a whole is offered to Enter at once; so is a place, when nothing stored has the name.
  const first = options[0];
  const active =
    chosen ??
    (wanted !== "" && first !== undefined && (first.exact || (!pending && first.icon === placeIcon)) ? 0 : undefined);

  const shownPath = useRef(pathname);
  useEffect(() => {
    // What was typed before the scripts were there stays.
    if (shownPath.current === pathname) setText(root.current?.querySelector("input")?.value ?? "");
    else {
      shownPath.current = pathname;
      setText("");
      setOpen(false);
      choose(undefined);
    }
  }, [pathname]);

  const leave = (): void => {
    setOpen(false);
    choose(undefined);
  };
  const go = (href: string): void => {
    leave();
    root.current?.querySelector("input")?.blur();
    startGoing(() => router.push(href));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      if (options.length > 0) choose(((active ?? (step > 0 ? -1 : 0)) + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      const option = open && active !== undefined ? options[active] : undefined;
      event.preventDefault();
      if (option !== undefined) go(option.href);
      else if (wanted !== "") go(all.href);
    } else if (event.key === "Escape") {
      if (open) leave();
      else event.currentTarget.blur();
    }
  };

  return (
    <search
      className={styles["search"]}
      ref={root}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave();
      }}
    >
      <form action={url.search(lang)} className={styles["form"]}>
        <span className={styles["glass"]}>
          <Icon name="search" />
        </span>
        <input
          data-search=""
          className={styles["input"]}
          type="text"
          name="q"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            choose(undefined);
          }}
          onKeyDown={press}
          onClick={() => setOpen(true)}
          placeholder={words.placeholder}
          role="combobox"
          aria-label={words.label}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && active !== undefined ? `${id}-${active}` : undefined}
          maxLength={256}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
        />
        <span className={styles["hint"]} aria-hidden="true">
          <kbd>/</kbd>
        </span>
        <button type="submit" className={styles["submit"]} tabIndex={-1}>
          {words.submit}
        </button>
      </form>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={words.label}
        className={styles["list"]}
        hidden={!open || options.length === 0}
        data-waiting={pending || going}
      >
        {groupsOf(options).map(({ name, members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={`${name} ${members[0]?.index}`} role="group" aria-label={name}>
            <p className={styles["group"]} aria-hidden="true">
              {name}
            </p>
            {members.map(({ option, index }) => (
              <div
                key={option.href}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={styles["option"]}
                ref={index === active ? scrollIntoView : undefined}
                // The box keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => go(option.href)}
                onKeyDown={undefined}
              >
                <Icon name={option.icon} size={14} />
                <bdi className={styles["label"]} data-stored={option.icon !== placeIcon && option.icon !== searchIcon}>
                  {option.label}
                </bdi>
                {option.detail !== "" && <bdi className={styles["detail"]}>{option.detail}</bdi>}
                {option.network !== undefined && <bdi className={styles["network"]}>{option.network}</bdi>}
                {option.letter !== undefined && (
                  <span className={styles["keys"]} aria-hidden="true">
                    <kbd>g</kbd> <kbd>{option.letter}</kbd>
                  </span>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </search>
  );
}

const placeIcon = "place";
const searchIcon = "search";

interface Option {
  readonly group: string;
  readonly icon: IconName;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  readonly exact: boolean;
  readonly network?: string | undefined;
  readonly letter?: string | undefined;
}

/** Neighbours of one group together, each with its place among all. */
function groupsOf(options: readonly Option[]): { name: string; members: { option: Option; index: number }[] }[] {
  const groups: { name: string; members: { option: Option; index: number }[] }[] = [];
  options.forEach((option, index) => {
    const last = groups.at(-1);
    if (last?.name === option.group) last.members.push({ option, index });
    else groups.push({ name: option.group, members: [{ option, index }] });
  });
  return groups;
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

interface OmniboxProps {
  readonly networks: readonly ShellNetwork[];
  readonly labels: Pick<NavLabels, "places">;
  readonly site: readonly SitePlace[];
  readonly words: Readonly<Record<"placeholder" | "label" | "submit" | "places" | "everywhere", string>>;
  readonly lang: Lang;
}
