import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { DataTable } from "@/shared/desk/DataTable";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { ViewSwitch } from "@/shared/desk/ViewSwitch";
import type { Views } from "@/shared/desk/ViewTabs";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useFailedJobs, useFailedMessages, useRetryJob } from "../hooks";
import styles from "./Operations.module.css";

export interface OperationsSearch {
  view?: "retrying" | "messages";
  after?: string;
  skip?: number;
}

interface Props {
  search: OperationsSearch;
  go: (search: OperationsSearch) => void;
  tabs: Views;
}

const views = ["dead", "retrying", "messages"] as const;

/** What the machine could not do: jobs given up, jobs trying again, messages that did not arrive. */
export function OperationsPage({ search, go, tabs }: Props) {
  const { t } = useTranslation("ops");
  const view = search.view ?? "dead";
  return (
    <PageShell title={t("title")} purpose={t("purpose")} tabs={tabs}>
      <ViewSwitch
        label={t("views")}
        views={views.map((key) => ({ key, label: t(`view.${key}`) }))}
        active={view}
        go={(one) => go(one === "dead" ? {} : { view: one })}
      />
      {view === "messages" ? (
        <Messages search={search} go={go} />
      ) : (
        <Jobs key={view} state={view} search={search} go={go} />
      )}
    </PageShell>
  );
}

type ListProps = Omit<Props, "tabs">;

function Jobs({ state, search, go }: ListProps & { state: "dead" | "retrying" }) {
  const { t } = useTranslation("ops");
  const format = useFormat();
  const say = useSay();
  const list = useFailedJobs(state, search.after);
  const retry = useRetryJob();
  const pages = usePages(search, (place) => go({ view: search.view, ...place }));
  return (
    <DataTable
      name={`ops.${state}`}
      label={t(`view.${state}`)}
      identity={{
        key: "kind",
        title: t("job.kind"),
        width: 240,
        render: (job) => (
          <StatusDot state={state === "dead" ? "blocked" : "attention"}>
            {t(`kind.${job.kind}`, { defaultValue: job.kind })}
          </StatusDot>
        ),
      }}
      columns={[
        {
          key: "why",
          title: t("job.why"),
          width: 320,
          render: (job) => <span className={styles.why}>{job.last_error ?? t("job.no_why")}</span>,
        },
        {
          key: "attempts",
          title: t("job.attempts"),
          width: 88,
          align: "end",
          render: (job) => `${job.attempts} / ${job.max_attempts}`,
        },
        {
          key: "at",
          title: state === "dead" ? t("job.given_up") : t("job.next"),
          width: 150,
          align: "end",
          render: (job) => format.moment(job.run_at),
        },
        ...(state === "dead"
          ? [
              {
                key: "act",
                title: t("act"),
                width: 112,
                render: ({ id }: { id: string }) => (
                  <ActionButton
                    size="small"
                    permission="ops.retry"
                    icon={<Icon name="refresh" />}
                    loading={retry.isPending && retry.variables === id}
                    onClick={() =>
                      void retry.mutateAsync(id).then(() => say.done(t("job.queued")), say.problem)
                    }
                  >
                    {t("job.retry")}
                  </ActionButton>
                ),
              },
            ]
          : []),
      ]}
      rowKey={({ id }) => id}
      rowName={(job) => job.kind}
      {...listed(list)}
      pages={pages}
      counted={(amount) => amount}
      empty={{ title: t("job.empty"), reason: t("job.empty_why") }}
    />
  );
}

function Messages({ search, go }: ListProps) {
  const { t } = useTranslation("ops");
  const format = useFormat();
  const list = useFailedMessages(search.after);
  const pages = usePages(search, (place) => go({ view: "messages", ...place }));
  return (
    <DataTable
      name="ops.messages"
      label={t("view.messages")}
      identity={{
        key: "to",
        title: t("message.to"),
        width: 200,
        render: (one) => (one.subject === "" ? t("message.nobody") : one.subject),
      }}
      columns={[
        {
          key: "channel",
          title: t("message.channel"),
          width: 120,
          render: (one) => t(`channel.${one.channel}`, { defaultValue: one.channel }),
        },
        {
          key: "state",
          title: t("message.state"),
          width: 180,
          render: (one) => (
            <StatusDot state={one.state === "retrying" ? "attention" : "blocked"}>
              {t(`message.${one.state}`)}
            </StatusDot>
          ),
        },
        {
          key: "why",
          title: t("job.why"),
          width: 260,
          render: (one) => <span className={styles.why}>{one.why ?? t("job.no_why")}</span>,
        },
        { key: "attempts", title: t("job.attempts"), width: 88, align: "end", render: (one) => one.attempts },
        {
          key: "at",
          title: t("message.at"),
          width: 150,
          align: "end",
          render: (one) => format.moment(one.last_at),
        },
      ]}
      rowKey={(one) => `${one.notice_id}:${one.channel}`}
      rowName={(one) => one.subject}
      {...listed(list)}
      pages={pages}
      counted={(amount) => amount}
      empty={{ title: t("message.empty"), reason: t("message.empty_why") }}
    />
  );
}
