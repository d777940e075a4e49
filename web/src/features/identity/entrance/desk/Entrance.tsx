import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "@/shared/i18n/language";
import { switchLanguage } from "@/shared/i18n/start";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { BrandMark } from "@/shared/icons/BrandMark";
import styles from "./Entrance.module.css";

interface Props {
  title: ReactNode;
  /** One line: what happens here. */
  purpose?: ReactNode;
  children: ReactNode;
}

/** A page before sign-in: brand, language, one card. It fits a phone too. */
export function Entrance({ title, purpose, children }: Props) {
  const { t } = useTranslation("identity");
  const spoken = useLanguage();
  return (
    <div className={styles.entrance}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <BrandMark />
          {t("common:brand")}
        </span>
        <nav aria-label={t("entrance.language")}>
          {languages.map((language) => (
            <Button
              key={language}
              type="text"
              lang={language}
              aria-pressed={language === spoken}
              className={language === spoken ? styles.spoken : undefined}
              onClick={() => void switchLanguage(language)}
            >
              {languageNames[language]}
            </Button>
          ))}
        </nav>
      </header>
      <main className={styles.card}>
        <h1>{title}</h1>
        {purpose && <p className={styles.purpose}>{purpose}</p>}
        {children}
      </main>
    </div>
  );
}
