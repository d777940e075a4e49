import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useFormat } from "@/shared/format/useFormat";
import { Tag } from "@/shared/parts/Tag";
import { Button, TextAction } from "@/shared/phone/Button";
import { Card, Row } from "@/shared/phone/Card";
import { LinkRow, phonePath } from "@/shared/phone/LinkRow";
import { Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { useMarkRead, useNotices } from "../hooks";
import { type NoticeView, shownParams } from "../model";

/** What one was told, newest first; opening a message reads it. */
export function NoticesPage() {
  const { t } = useTranslation("notice");
  const toast = useToast();
  const found = useNotices();
  const mark = useMarkRead();
  const rows = found.data?.pages.flatMap((page) => page.items);
  if (!rows)
    return (
      <Page title={t("page.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  return (
    <Page title={t("page.title")}>
      {rows.some((row) => !row.read_at) && (
        <div style={{ display: "flex", justifyContent: "flex-end" }}>
          <TextAction onPress={() => mark.mutate("all", { onError: toast.problem })}>
            {t("page.read_all")}
          </TextAction>
        </div>
      )}
      {rows.length === 0 && (
        <Empty icon="message" title={t("page.empty")}>
          {t("page.empty_why")}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card rows label={t("page.title")}>
          {rows.map((row) => (
            <Line key={row.id} row={row} read={() => !row.read_at && mark.mutate(row.id)} />
          ))}
        </Card>
      )}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t("page.more")}
        </Button>
      )}
    </Page>
  );
}

function Line({ row, read }: { row: NoticeView; read: () => void }) {
  const { t } = useTranslation("notice");
  const format = useFormat();
  const params = shownParams(row.params, format.phoneDay, format.month);
  const title = t(`title.${row.kind}`, { defaultValue: row.kind, ...params });
  const words = {
    title: row.read_at ? title : <b>{title}</b>,
    detail: (
      <>
        {t(`body.${row.kind}`, { defaultValue: "", ...params })}
        <br />
        <span className="mini">{format.ago(row.created_at)}</span>
      </>
    ),
    end: row.read_at ? undefined : <Tag tone="primary">{t("page.unread")}</Tag>,
  };
  const to = phonePath(row.link);
  return to ? <LinkRow {...words} to={to} onGo={read} /> : <Row {...words} onPress={read} />;
}
