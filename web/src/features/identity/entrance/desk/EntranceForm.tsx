import { Button, Form } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";

interface Props<Values extends object> {
  initial?: Partial<Values>;
  submit: string;
  send: (values: Values) => Promise<unknown>;
  children: ReactNode;
}

/** Seconds left of a wait the server asks for; counts down while it is shown. */
function useWait(problem: Problem | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = problem?.status === 429 ? Number(problem.params?.seconds ?? 0) : 0;
    setLeft(seconds);
    if (seconds <= 0) return;
    const end = Date.now() + seconds * 1000;
    const tick = setInterval(() => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(now);
      if (now === 0) clearInterval(tick);
    }, 500);
    return () => clearInterval(tick);
  }, [problem]);
  return left;
}

/** A form before sign-in: nothing typed is kept; a lock-out counts its seconds. */
export function EntranceForm<Values extends object>({ initial, submit, send, children }: Props<Values>) {
  const { t } = useTranslation("identity");
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const wait = useWait(problem);

  async function finish(values: Values) {
    setSending(true);
    setProblem(undefined);
    try {
      await send(values);
    } catch (error) {
      const refused = problemOf(error);
      const names = Object.keys(form.getFieldsValue(true) as object);
      const atField = Object.entries(fieldWords(t, refused)).filter(([field]) => names.includes(field));
      form.setFields(atField.map(([field, words]) => ({ name: field as never, errors: [words] })));
      setProblem(refused);
      setSending(false);
    }
  }
  const shown =
    problem?.status === 429 ? ({ ...problem, params: { seconds: wait } } as unknown as Problem) : problem;

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger="onBlur"
      initialValues={initial}
      onFinish={(values) => void finish(values)}
    >
      {problem && shown && (problem.status !== 429 || wait > 0) && (
        <div style={{ marginBottom: 16 }}>
          <Notice tone={problem.status === 429 ? "warning" : "danger"} alert title={problemWords(t, shown)}>
            <small>{supportLine(problem)}</small>
          </Notice>
        </div>
      )}
      {children}
      <Button
        type="primary"
        htmlType="submit"
        block
        style={{ marginTop: 8 }}
        loading={sending}
        disabled={wait > 0}
      >
        {wait > 0 ? t("entrance.wait", { seconds: wait }) : submit}
      </Button>
    </Form>
  );
}
