import { Button, Form, type FormInstance } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { useReadOnly } from "../asof/AsOf";
import { fieldWords, problemWords } from "../i18n/problemWords";
import { Notice } from "../parts/Notice";
import { dropDraft, keepDraft, readDraft } from "./draft";
import styles from "./EntryForm.module.css";

interface Props<Values extends object> {
  /** Under which name the draft is kept; name the thing too when it is one of many. */
  name: string;
  initial: Partial<Values>;
  /** Verb and object: 提交请假. */
  submit: string;
  send: (values: Values) => Promise<unknown>;
  /** Fields that are never kept as a draft. */
  secret?: (keyof Values & string)[];
  /** What will happen: days counted, balance after, who approves. */
  effect?: ReactNode;
  cancel?: () => void;
  onValues?: (values: Values) => void;
  form?: FormInstance<Values>;
  children: ReactNode;
}

/** One column, label above, checked at blur and again at the server, the server's words at the field, the draft kept. */
export function EntryForm<Values extends object>(props: Props<Values>) {
  const { name, initial, submit, send, secret = [], effect, cancel, onValues, children } = props;
  const { t } = useTranslation();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const readOnly = useReadOnly();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [draft] = useState(() => readDraft(name));

  useEffect(() => {
    if (problem?.errors?.length)
      document.querySelector<HTMLElement>(".ant-form-item-has-error input")?.focus();
  }, [problem]);

  async function finish(values: Values) {
    setSending(true);
    setProblem(undefined);
    try {
      await send(values);
      dropDraft(name);
    } catch (error) {
      const refused = problemOf(error);
      const names = Object.keys(form.getFieldsValue(true) as object);
      const atField = Object.entries(fieldWords(t, refused)).filter(([field]) =>
        names.includes(field.split(".")[0] ?? ""),
      );
      form.setFields(atField.map(([field, words]) => ({ name: field.split(".") as never, errors: [words] })));
      setProblem(refused);
    } finally {
      setSending(false);
    }
  }

  return (
    <Form<Values>
      className={styles.form}
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true }}
      initialValues={{ ...initial, ...draft }}
      onFinish={(values) => void finish(values)}
      onValuesChange={(_, values) => {
        keepDraft(name, values as Record<string, unknown>, secret);
        onValues?.(values);
      }}
    >
      {problem && (
        <div className={styles.problem}>
          <Notice tone="danger" alert title={problemWords(t, problem)}>
            <small>{supportLine(problem)}</small>
          </Notice>
        </div>
      )}
      {children}
      {effect && <div className={styles.effect}>{effect}</div>}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={sending} disabled={readOnly}>
          {submit}
        </Button>
        {cancel && <Button onClick={cancel}>{t("action.cancel")}</Button>}
        {readOnly && <span className="caption">{t("why.as_of")}</span>}
      </div>
    </Form>
  );
}
