import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";

/** Short words after an action: it is done, or why it is not. */
export function useSay() {
  const { message } = App.useApp();
  const { t } = useTranslation();
  return useMemo(
    () => ({
      done: (words: string) => void message.success(words),
      note: (words: string) => void message.info(words, 6),
      problem: (error: unknown) => void message.error(problemWords(t, problemOf(error)), 6),
    }),
    [message, t],
  );
}
