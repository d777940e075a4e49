import { App, Button } from "antd";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";

/** Says what was done and offers to take it back for a while. */
export function useUndo(): (done: string, undo: () => Promise<unknown>, seconds?: number) => void {
  const { message } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    (done, undo, seconds = 10) => {
      const key = crypto.getRandomValues(new Uint32Array(1)).join();
      const takeBack = () => {
        message.destroy(key);
        undo().then(
          () => message.info(t("undo.done")),
          (error: unknown) => message.error(problemWords(t, problemOf(error))),
        );
      };
      message.success({
        key,
        duration: seconds,
        content: (
          <>
            {done}
            <Button type="link" size="small" onClick={takeBack}>
              {t("undo.action")}
            </Button>
          </>
        ),
      });
    },
    [message, t],
  );
}
