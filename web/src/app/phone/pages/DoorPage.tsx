import { useSearch } from "@tanstack/react-router";
import { SignInPage } from "@/features/identity/entrance/phone/SignInPage";
import { type Language, languageNames, languages } from "@/shared/i18n/language";
import { switchLanguage } from "@/shared/i18n/start";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { TextAction } from "@/shared/phone/Button";
import { phoneNext } from "../place";

/** The door of the phone. Every way in leads on to the page that was asked for. */
export function DoorPage() {
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const here = phoneNext(typeof next === "string" ? next : undefined);
  const language = useLanguage();
  const other: Language = languages.find((tag) => tag !== language) ?? "en";
  return (
    <SignInPage
      next={here}
      entered={() => window.location.assign(here)}
      language={
        <TextAction onPress={() => void switchLanguage(other)}>
          <span lang={other}>{languageNames[other]}</span>
        </TextAction>
      }
    />
  );
}
