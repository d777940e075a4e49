import { Toast } from "antd-mobile";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";

/** Short words after an action: it is done, or why it is not. */
export function useToast() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      done: (words: string) => void Toast.show({ content: words, position: "bottom" }),
      problem: (error: unknown) =>
        void Toast.show({ content: problemWords(t, problemOf(error)), position: "bottom", duration: 5000 }),
    }),
    [t],
  );
}
