import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { useOnline, useQueue, useWaiting } from "@/shared/phone/offline/OfflineProvider";
import { OfflineNotice, WaitingCard } from "@/shared/phone/offline/Waiting";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { requestsPath, useOwnRequests } from "../hooks";
import { leaveState, readAsk } from "../model";
import { keepAsk } from "./useAskDraft";
import { useSpan, useTypeName } from "./words";

/** One's own requests: what still waits on this phone, then what the server knows, newest first. */
export function RequestsPage() {
  const { t } = useTranslation("time");
  const navigate = useNavigate();
  const online = useOnline();
  const waiting = useWaiting();
  return (
    <Page
      title={t("requests.title")}
      dock={
        <Dock>
          <Button kind="filled" icon="plus" onPress={() => void navigate({ to: "/leave/new" })}>
            {t("ask.title")}
          </Button>
        </Dock>
      }
    >
      {!online && <OfflineNotice waiting={waiting.length} />}
      <WaitingOnes />
      <Requests />
    </Page>
  );
}

/** Everything written on this phone that has not arrived. Leave can be taken up again. */
function WaitingOnes() {
  const navigate = useNavigate();
  const queue = useQueue();
  const account = useSession()?.account.id;
  return useWaiting().map((waiting) => {
    const ask = waiting.path === requestsPath ? readAsk(JSON.stringify(waiting.body)) : undefined;
    const edit = async () => {
      if (!account || !(await queue.discard(waiting.key))) return;
      keepAsk(account, ask);
      void navigate({ to: "/leave/new" });
    };
    return (
      <WaitingCard
        key={waiting.key}
        waiting={waiting}
        edit={ask && (() => void edit())}
        discard={() => void queue.discard(waiting.key)}
      />
    );
  });
}

function Requests() {
  const { t } = useTranslation("time");
  const format = useFormat();
  const span = useSpan();
  const typeName = useTypeName();
  const found = useOwnRequests();
  const rows = found.data?.pages.flatMap((page) => page.items);
  if (!rows) {
    if (found.fetchStatus === "paused") return <p className="small">{t("requests.offline")}</p>;
    return found.error ? (
      <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
    ) : (
      <Skeleton />
    );
  }
  if (rows.length === 0) return <Empty title={t("requests.empty")}>{t("requests.empty_why")}</Empty>;
  return (
    <>
      <Card rows label={t("requests.title")}>
        {rows.map((row) => (
          <LinkRow
            key={row.id}
            to={`/leave/${row.id}`}
            title={
              <b>
                {typeName(row.leave_type)} {format.days(row.quantity)}
              </b>
            }
            detail={span(row)}
            end={<StatusDot state={leaveState[row.status]}>{t(`status.${row.status}`)}</StatusDot>}
          />
        ))}
      </Card>
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t("requests.more")}
        </Button>
      )}
    </>
  );
}
