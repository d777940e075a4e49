import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { DataTable } from "@/shared/desk/DataTable";
import { useSay } from "@/shared/desk/useSay";
import { useEditBatch } from "../hooks";
import { type BatchView, type Field, fields } from "../model";

/** What each column means. Remembered for the next file with the same header. */
export function ColumnsView({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const say = useSay();
  const { map } = useEditBatch(batch.id);
  const used = new Set(batch.layout.columns.map(({ field }) => field));
  return (
    <DataTable
      name="import.columns"
      label={t("view.columns")}
      identity={{
        key: "column",
        title: t("columns.title"),
        width: 220,
        render: ({ shown }) => (
          <>
            <span className="caption">{shown.letter}</span> {shown.title}
          </>
        ),
      }}
      columns={[
        {
          key: "field",
          title: t("columns.meaning"),
          width: 300,
          render: (column) => (
            <Select<Field>
              style={{ width: 260 }}
              aria-label={t("columns.meaning_of", { column: column.shown.title })}
              value={column.field ?? undefined}
              placeholder={t("columns.unread")}
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              disabled={batch.state !== "checked" || map.isPending}
              options={fields
                .filter((field) => field === column.field || !used.has(field))
                .map((field) => ({ value: field, label: t(`field.${field}`) }))}
              onChange={(field: Field | undefined) =>
                void map
                  .mutateAsync([{ index: column.index, field: field ?? null }])
                  .then(() => say.done(t("columns.saved")), say.problem)
              }
            />
          ),
        },
        {
          key: "unit",
          title: t("columns.unit"),
          width: 120,
          render: ({ in_ten_thousands }) => in_ten_thousands && t("columns.ten_thousands"),
        },
      ]}
      rowKey={({ index }) => String(index)}
      rowName={({ shown }) => shown.title}
      rows={batch.layout.columns}
      counted={(amount) => amount}
      empty={{ title: t("columns.none"), reason: t("columns.none_why") }}
    />
  );
}
