import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useReadOnly } from "@/shared/asof/AsOf";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { Icon } from "@/shared/icons/Icon";
import { Tag } from "@/shared/parts/Tag";
import { fetchContent, useDocuments, useRemoveDocument } from "../hooks";
import type { DocumentView } from "../model";
import { AddDrawer } from "./AddDrawer";
import styles from "./Documents.module.css";
import { Expiry } from "./Expiry";
import { saveFile } from "./saveFile";

/** The documents in a person's file: what they are, who may see them, until when they hold. */
export function DocumentsCard({ employment, name }: { employment: string; name?: string }) {
  const { t } = useTranslation("people");
  const list = useDocuments(employment);
  const [adding, setAdding] = useState(false);
  const rows = list.data?.items;
  const add = (
    <ActionButton
      size="small"
      permission="document.write"
      icon={<Icon name="plus" />}
      onClick={() => setAdding(true)}
    >
      {t("document.add")}
    </ActionButton>
  );
  return (
    <Card
      title={t("document.title")}
      covers={
        <>
          <TodayOnly /> {t("document.trace")}
        </>
      }
      end={add}
      flush
    >
      {list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !rows ? (
        <div className={styles.waiting}>
          <Skeleton active title={false} />
        </div>
      ) : rows.length === 0 ? (
        <StateBlock icon="report" title={t("document.empty")}>
          {t("document.empty_why")}
        </StateBlock>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("document.what")}</th>
                <th scope="col">{t("document.class")}</th>
                <th scope="col" data-align="end">
                  {t("document.issued_on")}
                </th>
                <th scope="col">{t("document.expires_on")}</th>
                <th scope="col">{t("document.act")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line key={row.id} row={row} employment={employment} owner={name} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding && <AddDrawer employment={employment} close={() => setAdding(false)} />}
    </Card>
  );
}

interface LineProps {
  row: DocumentView;
  employment: string;
  /** Whose it is. */
  owner?: string;
}

function Line({ row, employment, owner }: LineProps) {
  const { t } = useTranslation("people");
  const say = useSay();
  const remove = useRemoveDocument(employment);
  const mayRemove = useCan("document.write");
  const readOnly = useReadOnly();
  const [fetching, setFetching] = useState(false);
  const download = async () => {
    setFetching(true);
    try {
      const { blob, name } = await fetchContent(employment, row.id);
      saveFile(blob, name ?? row.title);
    } catch (error) {
      say.problem(error);
    } finally {
      setFetching(false);
    }
  };
  return (
    <tr>
      <th scope="row">
        {row.title}
        <span className="caption">{t(`document.kind.${row.kind}`, { defaultValue: row.kind })}</span>
      </th>
      <td>
        <Tag>{t(`class.${row.class}`)}</Tag>
      </td>
      <td data-align="end">{row.issued_on ?? <span className="caption">{t("common:field.empty")}</span>}</td>
      <td>
        <Expiry day={row.expires_on} />
      </td>
      <td>
        <span className={styles.acts}>
          <Button
            size="small"
            icon={<Icon name="import" />}
            loading={fetching}
            aria-label={t("document.download_of", { title: row.title })}
            onClick={() => void download()}
          >
            {t("document.download")}
          </Button>
          {mayRemove && !readOnly && (
            <Popconfirm
              title={
                owner
                  ? t("document.remove_title_of", { title: row.title, name: owner })
                  : t("document.remove_title", { title: row.title })
              }
              description={t("document.remove_why")}
              okText={t("document.remove")}
              okButtonProps={{ danger: true }}
              cancelText={t("common:action.cancel")}
              onConfirm={() =>
                remove.mutateAsync(row.id).then(() => say.done(t("document.removed")), say.problem)
              }
            >
              <Button size="small" type="text" aria-label={t("document.remove_of", { title: row.title })}>
                {t("document.remove")}
              </Button>
            </Popconfirm>
          )}
        </span>
      </td>
    </tr>
  );
}
