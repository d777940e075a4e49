import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import { lookUpAny } from "../../hooks";
import { Named } from "../../Named";
import { fieldOf, soughtOf } from "../model";
import styles from "./PeoplePage.module.css";

/** A whole number was typed: it is looked up on purpose, once, and never stands in an address. */
export function ExactSearch({ words }: { words: string }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; found?: string[]; problem?: Problem }>({ busy: false });
  const sought = soughtOf(words);
  const find = async () => {
    setState({ busy: true });
    try {
      const found = await lookUpAny(sought);
      const [only, ...others] = found;
      if (only && others.length === 0) return void navigate({ to: `/people/${only}` });
      setState({ busy: false, found });
    } catch (error) {
      setState({ busy: false, problem: problemOf(error) });
    }
  };
  return (
    <div className={styles.exact}>
      <Notice
        icon="find"
        title={
          sought.length > 0
            ? t("exact.is", { what: sought.map((one) => t(`fact.${fieldOf(one)}`)).join(t("exact.or")) })
            : t("exact.part")
        }
        action={
          sought.length > 0 && (
            <Button size="small" type="primary" loading={state.busy} onClick={() => void find()}>
              {t("exact.find")}
            </Button>
          )
        }
      >
        {state.problem ? (
          <p role="alert">{problemWords(t, state.problem)}</p>
        ) : state.found?.length === 0 ? (
          <p role="status">{t("exact.nobody")}</p>
        ) : state.found ? (
          <ul>
            {state.found.map((one) => (
              <li key={one}>
                <Link to={`/people/${one}`}>
                  <Named employment={one} />
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <p>{t("exact.why")}</p>
        )}
      </Notice>
    </div>
  );
}
