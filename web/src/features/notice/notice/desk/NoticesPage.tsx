import { Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { Card } from "@/shared/desk/Card";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useMarkRead, useNotices } from "../hooks";
import { type NoticeView, shownParams } from "../model";
import styles from "./Notices.module.css";

/** The page of the desk for a page of the phone, where there is one. */
function deskPage(link: string): string | undefined {
  const [, approval] = /^\/m\/(?:approvals|todo)\/([\w-]+)/.exec(link) ?? [];
  if (approval) return `/approvals?case=${approval}`;
  return link.startsWith("/m/") ? undefined : link;
}

/** One's own notices, newest first. */
export function NoticesPage() {
  const { t } = useTranslation("notice");
  const say = useSay();
  const works = useSession()?.employment !== undefined;
  const list = useNotices(works);
  const mark = useMarkRead();
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const unread = rows?.some(({ read_at }) => !read_at);
  return (
    <PageShell
      title={t("desk.title")}
      purpose={t("desk.purpose")}
      actions={
        unread && (
          <Button onClick={() => void mark.mutateAsync("all").catch(say.problem)}>
            {t("desk.read_all")}
          </Button>
        )
      }
    >
      {!works ? (
        <StateBlock icon="bell" title={t("desk.nobody")}>
          {t("desk.nobody_why")}
        </StateBlock>
      ) : list.error && !rows ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !rows ? (
        <Skeleton active />
      ) : rows.length === 0 ? (
        <StateBlock icon="bell" title={t("desk.empty")}>
          {t("desk.empty_why")}
        </StateBlock>
      ) : (
        <Card title={t("desk.newest")} flush>
          <ul className={styles.list}>
            {rows.map((row) => (
              <Row key={row.id} row={row} read={() => void mark.mutateAsync(row.id).catch(say.problem)} />
            ))}
          </ul>
        </Card>
      )}
      {list.hasNextPage && (
        <Button
          className={styles.more}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("desk.more")}
        </Button>
      )}
    </PageShell>
  );
}

function Row({ row, read }: { row: NoticeView; read: () => void }) {
  const { t } = useTranslation("notice");
  const format = useFormat();
  const params = shownParams(row.params, format.day, format.month);
  const page = deskPage(row.link);
  const title = t(`title.${row.kind}`, { defaultValue: row.kind, ...params });
  return (
    <li data-unread={!row.read_at || undefined}>
      <div>
        {row.read_at ? <span>{title}</span> : <StatusDot state="active">{title}</StatusDot>}
        <p className="caption">{t(`body.${row.kind}`, { defaultValue: "", ...params })}</p>
      </div>
      <span className="caption">{format.ago(row.created_at)}</span>
      {page ? (
        <Link to={page} onClick={read}>
          {t("desk.open")}
        </Link>
      ) : (
        <a href={row.link} onClick={read}>
          {t("desk.open")}
        </a>
      )}
    </li>
  );
}
