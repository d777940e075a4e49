import { useNavigate } from "@tanstack/react-router";
import { Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useReadOnly } from "@/shared/asof/AsOf";
import { Cut } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PageShell } from "@/shared/desk/PageShell";
import { StateBlock } from "@/shared/desk/StateBlock";
import { usePages } from "@/shared/desk/usePages";
import { count } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useBatches, useUpload } from "../hooks";
import { batchState } from "../model";
import styles from "./Import.module.css";

export interface ImportSearch {
  after?: string;
  skip?: number;
}

interface Props {
  search: ImportSearch;
  go: (search: ImportSearch) => void;
  /** The companies a roster may be for, for those who look after the group. */
  companies: { id: string; name: string }[];
}

/** Rosters that came in, and the place to bring one in. Nothing is written before the dry run was seen. */
export function ImportPage({ search, go, companies }: Props) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const navigate = useNavigate();
  const list = useBatches(search.after);
  const pages = usePages(search, go);
  const may = useCan("intake.run");
  const rows = list.data?.items;
  const open = (id: string) => void navigate({ to: `/import/${id}` });
  return (
    <PageShell title={t("page.title")} purpose={t("page.purpose")}>
      {may ? (
        <Drop companies={companies} uploaded={open} />
      ) : (
        <StateBlock icon="lock" title={t("common:state.no_right")}>
          {t("common:why.permission")}
        </StateBlock>
      )}
      {may && (
        <DataTable
          name="imports"
          label={t("list.title")}
          identity={{
            key: "file",
            title: t("list.file"),
            width: 260,
            render: (row) => (
              <button type="button" className="row-open" onClick={() => open(row.id)}>
                <Cut>{row.file_name}</Cut>
              </button>
            ),
          }}
          columns={[
            {
              key: "state",
              title: t("list.state"),
              width: 130,
              render: (row) => (
                <StatusDot state={row.failure ? "blocked" : batchState[row.state]}>
                  {row.failure ? t("state.failed") : t(`state.${row.state}`)}
                </StatusDot>
              ),
            },
            {
              key: "rows",
              title: t("list.rows"),
              width: 88,
              align: "end",
              render: (row) => count(row.counts.rows),
            },
            {
              key: "taken",
              title: t("list.taken"),
              width: 104,
              align: "end",
              render: (row) => count(row.counts.created + row.counts.changed),
            },
            {
              key: "refused",
              title: t("list.refused"),
              width: 104,
              align: "end",
              render: (row) => count(row.counts.refused),
            },
            {
              key: "at",
              title: t("list.at"),
              width: 150,
              align: "end",
              render: (row) => format.moment(row.created_at),
            },
          ]}
          rowKey={(row) => row.id}
          rowName={(row) => row.file_name}
          rows={rows}
          refreshing={list.isFetching}
          problem={list.error && !rows ? problemOf(list.error) : undefined}
          retry={() => void list.refetch()}
          next={list.data?.next}
          pages={pages}
          counted={(amount) => amount}
          empty={{ title: t("empty.title"), reason: t("empty.why") }}
          open={(row) => open(row.id)}
        />
      )}
    </PageShell>
  );
}

function Drop({ companies, uploaded }: { companies: Props["companies"]; uploaded: (id: string) => void }) {
  const { t } = useTranslation("intake");
  const upload = useUpload();
  const readOnly = useReadOnly();
  const [company, setCompany] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  return (
    <div className={styles.drop}>
      {companies.length > 1 && (
        <FilterSelect
          label={t("upload.company")}
          value={company}
          all={t("upload.by_file")}
          options={companies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setCompany}
          searchable
        />
      )}
      <Upload.Dragger
        accept=".xlsx,.csv"
        multiple={false}
        showUploadList={false}
        disabled={readOnly || upload.isPending}
        beforeUpload={(file) => {
          setProblem(undefined);
          upload.mutateAsync({ file, company }).then(
            ({ id }) => uploaded(id),
            (error: unknown) => setProblem(problemOf(error)),
          );
          return false;
        }}
      >
        <Icon name="import" size={24} />
        <p>
          <b>{upload.isPending ? t("upload.reading") : t("upload.drop")}</b>
        </p>
        <p className="caption">{readOnly ? t("common:why.as_of") : t("upload.hint")}</p>
      </Upload.Dragger>
      {problem && (
        <Notice tone="danger" alert title={problemWords(t, problem)}>
          <small>{supportLine(problem)}</small>
        </Notice>
      )}
    </div>
  );
}
