import { useState } from "react";
import { useTranslation } from "react-i18next";
import { change } from "@/api/request";
import { ProfileCards } from "@/features/people/employee/phone/ProfileCards";
import { useCan, useSession } from "@/shared/access/Session";
import { type Language, languageNames, languages } from "@/shared/i18n/language";
import { switchLanguage } from "@/shared/i18n/start";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Segments } from "@/shared/phone/Choice";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Page } from "@/shared/phone/Page";
import { useToast } from "@/shared/phone/useToast";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "@/shared/tokens/themeChoice";

const themes: ThemeChoice[] = ["system", "light", "dark"];

/** Oneself: what the company keeps, one's requests and goals, language, theme, signing out. */
export function MePage() {
  const { t } = useTranslation(["phone", "performance"]);
  const session = useSession();
  const leads = useCan("goal.assign");
  return (
    <Page title={t("common:tab.me")}>
      {session?.employment ? (
        <>
          <ProfileCards employment={session.employment.id} />
          <Card rows label={t("me.own")}>
            <LinkRow to="/leave" title={t("home.requests")} />
            <LinkRow to="/goals" title={t("me.goals")} />
            {leads && <LinkRow to="/team" title={t("performance:team.title")} />}
          </Card>
        </>
      ) : (
        <Card title={<Name>{session?.account.name ?? ""}</Name>}>
          <p className="small">
            <Facts of={[session?.account.login, t("me.no_employment")]} />
          </p>
        </Card>
      )}
      <Settings />
      <SignOut />
    </Page>
  );
}

/** Both take effect at once; the language is kept with the account. */
function Settings() {
  const { t } = useTranslation("phone");
  const toast = useToast();
  const language = useLanguage();
  const theme = useThemeChoice();
  const speak = (next: Language) => {
    void switchLanguage(next);
    change("PUT", "/api/v1/me/locale", { locale: next }).catch(toast.problem);
  };
  return (
    <Card>
      <p className="small">{t("me.language")}</p>
      <Segments<Language>
        full
        label={t("me.language")}
        value={language}
        onChange={speak}
        segments={languages.map((tag) => ({
          value: tag,
          title: <span lang={tag}>{languageNames[tag]}</span>,
        }))}
      />
      <p className="small" style={{ marginTop: 12 }}>
        {t("me.theme")}
      </p>
      <Segments<ThemeChoice>
        full
        label={t("me.theme")}
        value={theme}
        onChange={chooseTheme}
        segments={themes.map((choice) => ({ value: choice, title: t(`common:theme.${choice}`) }))}
      />
    </Card>
  );
}

function SignOut() {
  const { t } = useTranslation("phone");
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    try {
      await change("DELETE", "/api/v1/session");
      window.location.assign("/m/sign-in");
    } catch (error) {
      toast.problem(error);
      setBusy(false);
    }
  };
  return (
    <Button icon="signOut" busy={busy} onPress={() => void signOut()}>
      {t("common:frame.sign_out")}
    </Button>
  );
}
