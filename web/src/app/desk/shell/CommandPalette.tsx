import { Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/icons/Icon";
import type { IconName } from "@/shared/icons/paths";
import styles from "./CommandPalette.module.css";

export interface Hit {
  key: string;
  group: "people" | "pages" | "actions";
  icon: IconName;
  title: ReactNode;
  /** Number and unit of a person, where a page stands. */
  detail?: ReactNode;
  go: () => void;
}

interface Props {
  open: boolean;
  close: () => void;
  /** Finds people by name, pinyin, initials or number, pages and actions by their words. */
  find: (words: string) => Promise<Hit[]>;
}

/** One field for people, pages and actions. */
export function CommandPalette({ open, close, find }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      width={560}
      destroyOnHidden
      title={<span className="visually-hidden">{t("frame.find")}</span>}
      styles={{ header: { height: 0, margin: 0, padding: 0 } }}
    >
      <Palette close={close} find={find} />
    </Modal>
  );
}

function Palette({ close, find }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const list = useId();
  const [words, setWords] = useState("");
  const [hits, setHits] = useState<Hit[]>([]);
  const [at, setAt] = useState(0);

  useEffect(() => {
    let asked = true;
    const wait = setTimeout(() => {
      find(words.trim()).then(
        (found) => {
          if (!asked) return;
          setHits(found);
          setAt(0);
        },
        () => asked && setHits([]),
      );
    }, 120);
    return () => {
      asked = false;
      clearTimeout(wait);
    };
  }, [words, find]);

  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    hit.go();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt((now) => Math.min(now + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt((now) => Math.max(now - 1, 0));
    else if (event.key === "Enter") take(hits[at]);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.palette}>
      <div className={styles.field}>
        <Icon name="find" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked for this field
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={hits[at] ? `${list}-${at}` : undefined}
          aria-label={t("frame.find")}
          placeholder={t("palette.hint")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKey}
        />
      </div>
      <div id={list} role="listbox" aria-label={t("palette.results")} className={styles.hits}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox
          <div
            key={hit.key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.hit}
            onMouseMove={() => setAt(index)}
            onClick={() => take(hit)}
          >
            <Icon name={hit.icon} />
            <span className="cut">{hit.title}</span>
            {hit.detail && <span className="caption cut">{hit.detail}</span>}
            <span className={styles.group}>{t(`palette.${hit.group}`)}</span>
          </div>
        ))}
      </div>
      {words !== "" && hits.length === 0 && <p className={styles.none}>{t("palette.none", { words })}</p>}
    </div>
  );
}
