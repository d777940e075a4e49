import { type ReactNode, useId } from "react";
import { Icon } from "../icons/Icon";
import styles from "./Card.module.css";

interface Props {
  title?: ReactNode;
  /** At the right of the title: a state, a text action. */
  aside?: ReactNode;
  /** Only rows inside. */
  rows?: boolean;
  label?: string;
  children: ReactNode;
}

/** A plain, flat card. */
export function Card({ title, aside, rows, label, children }: Props) {
  return (
    <section className={styles.card} data-rows={rows || undefined} aria-label={label}>
      {(title || aside) && (
        <header className={styles.head}>
          {title && <h2>{title}</h2>}
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

interface RowProps {
  title: ReactNode;
  /** The second line. */
  detail?: ReactNode;
  /** At the right: a count, an amount. */
  end?: ReactNode;
  /** Where the row leads; the whole row is the target. */
  href?: string;
  onPress?: () => void;
}

/** A list row of two lines. */
export function Row({ title, detail, end, href, onPress }: RowProps) {
  const body = (
    <>
      <span className={styles.words}>
        {title}
        {detail && <span className="small">{detail}</span>}
      </span>
      {end !== undefined && <span className={styles.end}>{end}</span>}
      {(href || onPress) && <Icon name="right" />}
    </>
  );
  if (href) {
    return (
      <a
        className={styles.row}
        href={href}
        onClick={(event) => {
          if (!onPress) return;
          event.preventDefault();
          onPress();
        }}
      >
        {body}
      </a>
    );
  }
  if (onPress) {
    return (
      <button type="button" className={styles.row} onClick={onPress}>
        {body}
      </button>
    );
  }
  return <div className={styles.row}>{body}</div>;
}

interface FieldProps {
  label: string;
  /** What is chosen; pressing it opens the choice. */
  value: ReactNode;
  onPress: () => void;
  /** At the right: a half-day. */
  end?: ReactNode;
}

/** A field of a form in one line: its name, what is chosen. */
export function Field({ label, value, onPress, end }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <span className="small" id={id}>
        {label}
      </span>
      <button type="button" aria-describedby={id} onClick={onPress}>
        {value}
      </button>
      {end}
    </div>
  );
}

/** Names and values, values at the right; in a card or on a quiet block. */
export function Values({
  of,
  quiet,
}: {
  of: { name: string; value: ReactNode; due?: boolean }[];
  quiet?: boolean;
}) {
  return (
    <dl className={styles.values} data-quiet={quiet || undefined}>
      {of.map(({ name, value, due }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={due ? styles.dueValue : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Balances side by side: name, figure, note. */
export function Balances({ of }: { of: { name: string; figure: ReactNode; note?: ReactNode }[] }) {
  return (
    <div className={styles.balances}>
      {of.map(({ name, figure, note }) => (
        <div key={name}>
          <p className="small">{name}</p>
          <p className="title">{figure}</p>
          {note && <p className="mini">{note}</p>}
        </div>
      ))}
    </div>
  );
}
