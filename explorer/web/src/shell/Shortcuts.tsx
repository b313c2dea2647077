import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { Fragment, type ReactElement } from "react";
import { text } from "../i18n/text.ts";
import { networkNav } from "./networkNav.ts";
import styles from "./Shortcuts.module.css";

/** The dialog that lists what the keyboard does; `?` opens it (`PageKeys`). */
export function Shortcuts({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  const items = ["fabric", "evm"].flatMap((family) => networkNav(family).flatMap((group) => group.items));
  const places = items.filter((item, i) => items.findIndex(({ key }) => key === item.key) === i);
  const then = t("keys.then");
  const or = t("keys.or");
  return (
    <dialog id="shortcuts" className={styles["dialog"]} aria-labelledby="shortcuts-title">
      <div className={styles["head"]}>
        <h2 id="shortcuts-title">{t("keys.title")}</h2>
        <form method="dialog">
          <button type="submit" className={styles["close"]} aria-label={t("keys.close")} title={t("keys.close")}>
            <Icon name="cross" />
          </button>
        </form>
      </div>
      <div className={styles["columns"]}>
        <div>
          <Keys
            title={t("keys.everywhere")}
            rows={[
              { keys: [["/"], ["⌘K"], ["Ctrl+K"]], name: t("keys.search") },
              { keys: [["g", "h"]], name: t("keys.home") },
              { keys: [["p"]], name: t("keys.previous") },
              { keys: [["n"]], name: t("keys.next") },
              { keys: [["?"]], name: t("keys.help") },
            ]}
            then={then}
            or={or}
          />
          <Keys
            title={t("keys.lists")}
            rows={[
              { keys: [["j"]], name: t("keys.down") },
              { keys: [["k"]], name: t("keys.up") },
              { keys: [["Enter"]], name: t("keys.open") },
            ]}
            then={then}
            or={or}
          />
          <Keys
            title={t("keys.timeline")}
            rows={[
              { keys: [["↓"], ["↑"], ["j"], ["k"]], name: t("keys.timeline.walk") },
              { keys: [["Enter"]], name: t("keys.timeline.open") },
              { keys: [["→"]], name: t("keys.timeline.unfold") },
              { keys: [["←"]], name: t("keys.timeline.fold") },
              { keys: [["Home"], ["End"]], name: t("keys.timeline.ends") },
            ]}
            then={then}
            or={or}
          />
        </div>
        <Keys
          title={t("keys.network")}
          rows={places.map(({ key, letter }) => ({ keys: [["g", letter]], name: t(`nav.${key}`) }))}
          then={then}
          or={or}
        />
      </div>
    </dialog>
  );
}

function Keys({ title, rows, then, or }: KeysProps): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles["keys"]}>
        {rows.map(({ keys, name }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {keys.map((chord, i) => (
                <Fragment key={chord.join(" ")}>
                  {i > 0 && <span className="muted"> {or} </span>}
                  {chord.map((key, j) => (
                    <Fragment key={key}>
                      {j > 0 && <span className="muted"> {then} </span>}
                      <kbd>{key}</kbd>
                    </Fragment>
                  ))}
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface KeysProps {
  readonly title: string;
  /** Any of these chords, keys pressed one after the other. */
  readonly rows: readonly { readonly keys: readonly (readonly string[])[]; readonly name: string }[];
  readonly then: string;
  readonly or: string;
}
