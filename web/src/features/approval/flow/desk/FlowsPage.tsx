import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useFlows } from "../hooks";
import { flowKey, flowsOf } from "../model";
import { FlowDrawer } from "./FlowDrawer";
import type { FlowsProps } from "./flows";
import { useStepWords } from "./words";

/** How each kind of request is approved: the version in force, for the group and for companies with their own. */
export function FlowsPage(props: FlowsProps) {
  const { search, go, tabs, companies, roles } = props;
  const { t } = useTranslation("approval");
  const format = useFormat();
  const list = useFlows();
  const step = useStepWords(roles);
  const mayRead = useCan("audit.read");
  const { rows: stored, ...state } = listed(list);
  const flows = stored && flowsOf(stored);
  const whose = (company: string | null | undefined) =>
    company
      ? (companies.find(({ id }) => id === company)?.name ?? t("flow.unknown_company"))
      : t("flow.group");
  const chosen = flows?.find((flow) => flowKey(flow) === search.flow);
  return (
    <PageShell
      title={t("flow.title")}
      purpose={t("flow.purpose")}
      tabs={tabs}
      actions={
        <>
          {mayRead && (
            <Link to="/settings/audit" search={{ action: "flow.publish" } as never}>
              {t("flow.history")}
            </Link>
          )}
          <ActionButton
            type="primary"
            permission="flow.write"
            icon={<Icon name="plus" />}
            onClick={() => go({ flow: "new", edit: "yes" })}
          >
            {t("flow.own")}
          </ActionButton>
        </>
      }
    >
      <DataTable
        name="flows"
        label={t("flow.title")}
        identity={{
          key: "flow",
          title: t("flow.kind"),
          width: 180,
          render: (flow) => (
            <TwoLines
              main={
                <button
                  type="button"
                  className="row-open"
                  onClick={(event) => {
                    event.stopPropagation();
                    go({ flow: flowKey(flow) });
                  }}
                >
                  {t(`kind.${flow.kind}`, { defaultValue: flow.kind })}
                </button>
              }
              sub={whose(flow.company_id)}
            />
          ),
        }}
        columns={[
          {
            key: "steps",
            title: t("flow.steps"),
            width: 220,
            render: ({ definition }) => (
              <TwoLines main={definition.nodes.map((node) => step(node)).join(t("flow.then"))} />
            ),
          },
          {
            key: "version",
            title: t("flow.version"),
            width: 120,
            render: ({ number }) => (
              <StatusDot state={number === 0 ? "planned" : "valid"}>
                {number === 0 ? t("flow.builtin") : t("flow.number", { number })}
              </StatusDot>
            ),
          },
          {
            key: "made",
            title: t("flow.made_at"),
            width: 150,
            align: "end",
            render: ({ made_at }) => (made_at ? format.moment(made_at) : t("flow.from_start")),
          },
        ]}
        rowKey={flowKey}
        rowName={(flow) => `${t(`kind.${flow.kind}`, { defaultValue: flow.kind })} ${whose(flow.company_id)}`}
        {...state}
        rows={flows}
        counted={(amount, count) => t("flow.counted", { amount, count })}
        empty={{ title: t("flow.empty"), reason: t("flow.empty_why") }}
        active={search.flow}
        open={(flow) => go({ flow: flowKey(flow) })}
      />
      {flows && search.flow && (chosen || search.flow === "new") && (
        <FlowDrawer
          key={search.flow}
          {...props}
          flow={chosen}
          flows={flows}
          whose={whose}
          edit={search.edit === "yes"}
        />
      )}
    </PageShell>
  );
}
