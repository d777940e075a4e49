import { useTranslation } from "react-i18next";
import { type Explained, useExplain } from "../explain/ExplainProvider";
import { explanationView } from "../explain/explanation";
import { useFormat } from "../format/useFormat";
import { Facts } from "../parts/Dot";
import { Button } from "./Button";
import { Row } from "./Card";
import styles from "./ExplainSheet.module.css";
import { root } from "./LinkRow";
import { Sheet } from "./Sheet";

/** 怎么来的, as a sheet: one row per term with sign, value, fact and link; then total, law, version, 有疑问. */
export function ExplainSheet() {
  const { t } = useTranslation(["common", "explain", "unit"]);
  const { current, close } = useExplain();
  const ask = current?.ask;
  return (
    <Sheet
      open={current !== undefined}
      close={close}
      title={
        current
          ? t("explain.title_of", { what: t(current.explanation.label, { ns: "explain" }) })
          : t("explain.title")
      }
      foot={
        current &&
        ask && (
          <Button
            wide
            icon="ask"
            onPress={() => {
              close();
              ask();
            }}
          >
            {t("explain.ask")}
          </Button>
        )
      }
    >
      {current && <Body {...current} />}
    </Sheet>
  );
}

function Body({ explanation, computedAt, about }: Explained) {
  const { t } = useTranslation(["common", "explain", "unit"]);
  const format = useFormat();
  const { hrefOf, follow, close } = useExplain();
  const view = explanationView(t, format.phoneDay, explanation);
  return (
    <>
      <p className={styles.figure}>
        <span className="key-figure">{view.figure}</span> {view.unit}
      </p>
      <div className={styles.terms}>
        {view.terms.map((term, index) => {
          const href = term.input && hrefOf(term.input, about);
          return (
            <Row
              key={term.key}
              title={term.words}
              detail={term.note}
              end={`${index === 0 && ["+", "="].includes(term.sign) ? "" : `${term.sign} `}${term.amount}`}
              href={href && `${root}${href}`}
              onPress={
                href && follow
                  ? () => {
                      close();
                      follow(href);
                    }
                  : undefined
              }
            />
          );
        })}
        <div className={styles.total}>
          <span>{view.title}</span>
          <span>
            = {view.figure} {view.unit}
          </span>
        </div>
      </div>
      {view.source && <p className="small">{t("explain.source_is", { source: view.source })}</p>}
      <p className="mini">
        <Facts
          of={[
            `${view.rule} ${t("explain.version", { version: view.version })}`,
            computedAt && `${t("explain.computed")} ${format.shortMoment(computedAt)}`,
          ]}
        />
      </p>
    </>
  );
}
