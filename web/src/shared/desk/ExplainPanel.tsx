import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useExplain } from "../explain/ExplainProvider";
import { explanationView } from "../explain/explanation";
import { useFollow } from "../explain/follow";
import { useFormat } from "../format/useFormat";
import { Icon } from "../icons/Icon";
import styles from "./ExplainPanel.module.css";

/** 怎么来的, beside the content: the figure, its formula, its inputs, the rule and the law. */
export function ExplainPanel() {
  const { t } = useTranslation(["common", "explain", "unit"]);
  const format = useFormat();
  const { message } = App.useApp();
  const { current, close, hrefOf } = useExplain();
  const following = useFollow();
  if (!current) return null;
  const view = explanationView(t, format.day, current.explanation);
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => message.success(t("explain.copied")),
      () => message.error(t("explain.copy_failed")),
    );
  return (
    <aside
      className={styles.panel}
      aria-label={t("explain.title")}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <header>
        <h2>{t("explain.title")}</h2>
        <Button type="text" icon={<Icon name="close" />} aria-label={t("action.close")} onClick={close} />
      </header>
      <div className={styles.body} aria-live="polite">
        <div>
          <p className={styles.quiet}>{view.title}</p>
          <p className={styles.figure}>
            {view.figure} {view.unit}
          </p>
        </div>
        <section>
          <h3>{t("explain.formula")}</h3>
          <p className={styles.formula}>
            {view.formula.words}
            <b>{view.formula.numbers}</b>
          </p>
        </section>
        <section>
          <h3>{t("explain.inputs")}</h3>
          <ul className={styles.terms}>
            {view.terms.map((term) => {
              const href = term.input && hrefOf(term.input, current.about);
              return (
                <li key={term.key}>
                  <div>
                    {href ? (
                      <a href={href} onClick={following(href)}>
                        {term.words}
                      </a>
                    ) : (
                      term.words
                    )}
                    {term.note && <small>{term.note}</small>}
                  </div>
                  <span className="num">
                    {["+", "="].includes(term.sign) ? "" : term.sign}
                    {term.amount}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
        <dl className={styles.facts}>
          <dt>{t("explain.rule")}</dt>
          <dd>
            {view.rule} {t("explain.version", { version: view.version })}
          </dd>
          {view.source && (
            <>
              <dt>{t("explain.source")}</dt>
              <dd>{view.source}</dd>
            </>
          )}
          {current.computedAt && (
            <>
              <dt>{t("explain.computed")}</dt>
              <dd>{format.moment(current.computedAt)}</dd>
            </>
          )}
        </dl>
        <div className={styles.actions}>
          {current.ask && (
            <Button
              icon={<Icon name="ask" />}
              onClick={() => {
                close();
                current.ask?.();
              }}
            >
              {t("explain.ask")}
            </Button>
          )}
          <Button type="text" onClick={() => void copy()}>
            {t("explain.copy")}
          </Button>
        </div>
      </div>
    </aside>
  );
}
