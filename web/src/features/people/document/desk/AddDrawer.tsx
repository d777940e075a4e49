import { Form, Input, Select, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { employeeClasses } from "@/shared/access/fieldClasses";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { type NewDocument, useAddDocument } from "../hooks";
import { accepted, documentKinds, MOST_BYTES, sizeWords, titleOf, usualClass } from "../model";
import styles from "./Documents.module.css";

/** Adds a document: the file, what it is, who may see it, until when it holds. */
export function AddDrawer({ employment, close }: { employment: string; close: () => void }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const add = useAddDocument(employment);
  const [form] = Form.useForm<NewDocument>();
  const [values, setValues] = useState<Partial<NewDocument>>({});
  const required = { required: true, message: t("document.required") };
  /** What follows from a choice is filled in, unless somebody has said otherwise. */
  const follow = (now: NewDocument) => {
    if (now.kind !== values.kind) form.setFieldValue("class", usualClass(now.kind));
    if (now.file && now.file !== values.file && !form.isFieldTouched("title"))
      form.setFieldValue("title", titleOf(now.file.name));
    setValues(form.getFieldsValue());
  };
  return (
    <Drawer title={t("document.add")} close={close}>
      <EntryForm<NewDocument>
        name={`document.${employment}`}
        form={form}
        initial={{}}
        secret={["file"]}
        submit={t("document.add")}
        cancel={close}
        onValues={follow}
        effect={
          values.class && (
            <Notice title={t("document.effect", { class: t(`class.${values.class}`) })}>
              {t("document.effect_why")}
            </Notice>
          )
        }
        send={async (given) => {
          await add.mutateAsync(given);
          say.done(t("document.added"));
          close();
        }}
      >
        <Form.Item
          name="file"
          label={t("document.file")}
          rules={[
            required,
            {
              validator: (_, file?: File) =>
                file && file.size > MOST_BYTES
                  ? Promise.reject(new Error(t("document.too_large", { size: sizeWords(file.size) })))
                  : Promise.resolve(),
            },
          ]}
        >
          <FileField />
        </Form.Item>
        <Form.Item name="kind" label={t("document.kind")} rules={[required]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={documentKinds.map((kind) => ({ value: kind, label: t(`document.kind.${kind}`) }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t("document.name")} rules={[required]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="class"
          label={t("document.class")}
          extra={t("document.class_why")}
          rules={[required]}
        >
          <Select options={employeeClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))} />
        </Form.Item>
        <div className={styles.days}>
          <Form.Item name="issued_on" label={t("document.issued_on")}>
            <DayField />
          </Form.Item>
          <Form.Item name="expires_on" label={t("document.expires_on")} extra={t("document.expires_why")}>
            <DayField from={values.issued_on ?? undefined} />
          </Form.Item>
        </div>
      </EntryForm>
    </Drawer>
  );
}

interface FileProps {
  id?: string;
  value?: File;
  onChange?: (file: File | undefined) => void;
}

/** One file, dropped or chosen; sent only with the form. */
function FileField({ id, value, onChange }: FileProps) {
  const { t } = useTranslation("people");
  return (
    <Upload.Dragger
      id={id}
      accept={accepted}
      multiple={false}
      showUploadList={false}
      beforeUpload={(file) => {
        onChange?.(file);
        return false;
      }}
    >
      <span className={styles.drop}>
        <Icon name={value ? "report" : "import"} size={24} />
        <b>{value ? value.name : t("document.drop")}</b>
        <span className="caption">
          {value ? <Facts of={[sizeWords(value.size), t("document.other_file")]} /> : t("document.accepts")}
        </span>
      </span>
    </Upload.Dragger>
  );
}
