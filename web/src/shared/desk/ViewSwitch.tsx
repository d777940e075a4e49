import { Button } from "antd";
import styles from "./ViewSwitch.module.css";

interface Props<View extends string> {
  label: string;
  views: readonly { key: View; label: string }[];
  active: View;
  go: (view: View) => void;
}

/** What of a page is looked at: one of a few, side by side. Pages of their own stand as tabs instead. */
export function ViewSwitch<View extends string>({ label, views, active, go }: Props<View>) {
  return (
    <fieldset className={styles.views} aria-label={label}>
      {views.map((view) => (
        <Button
          key={view.key}
          aria-pressed={view.key === active}
          className={view.key === active ? styles.chosen : undefined}
          onClick={() => go(view.key)}
        >
          {view.label}
        </Button>
      ))}
    </fieldset>
  );
}
