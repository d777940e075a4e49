import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { usePages } from "@/shared/desk/usePages";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { useExpiring } from "../hooks";
import { daysLater, type Horizon, horizons } from "../model";
import { Expiry } from "./Expiry";

export interface ExpiringSearch {
  days?: Horizon;
  after?: string;
  skip?: number;
}

interface Props {
  search: ExpiringSearch;
  go: (search: ExpiringSearch) => void;
  /** A person by employment. */
  person: (employment: string) => ReactNode;
  open: (employment: string) => void;
}

const PAGE = 20;
const MOST = 500;

/** Documents that have ended or end soon, whosever they are; a row opens the person's documents. */
export function ExpiringPage({ search, go, person, open }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today, now } = useToday();
  const days = search.days ?? 60;
  const { rows, ...state } = listed(useExpiring(daysLater(today, days)));
  const skip = search.skip ?? 0;
  const pages = usePages(search, (place) => go({ days: search.days, ...place }));
  return (
    <PageShell
      title={t("document.expiring")}
      purpose={t("document.expiring_purpose")}
      path={<Link to="/people">{t("list.title")}</Link>}
      fill
    >
      <DataTable
        name="documents.expiring"
        label={t("document.expiring")}
        filters={
          <FilterSelect
            label={t("document.within")}
            value={days === 60 ? undefined : String(days)}
            all={t("document.days", { count: 60 })}
            options={horizons
              .filter((one) => one !== 60)
              .map((one) => ({ value: String(one), label: t("document.days", { count: one }) }))}
            onChange={(one) => go({ days: horizons.find((horizon) => String(horizon) === one) })}
          />
        }
        identity={{
          key: "person",
          title: t("document.whose"),
          width: 240,
          render: ({ employment_id }) => person(employment_id),
        }}
        columns={[
          {
            key: "what",
            title: t("document.what"),
            width: 260,
            render: (row) => (
              <TwoLines main={row.title} sub={t(`document.kind.${row.kind}`, { defaultValue: row.kind })} />
            ),
          },
          {
            key: "class",
            title: t("document.class"),
            width: 96,
            render: (row) => <Tag>{t(`class.${row.class}`)}</Tag>,
          },
          {
            key: "until",
            title: t("document.expires_on"),
            width: 220,
            render: (row) => <Expiry day={row.expires_on} />,
          },
        ]}
        rowKey={(row) => `${row.employment_id}:${row.id}`}
        rowName={(row) => row.title}
        {...state}
        rows={rows?.slice(skip, skip + PAGE)}
        next={rows && rows.length > skip + PAGE ? String(skip + PAGE) : null}
        pages={pages}
        total={rows && { count: rows.length, capped: rows.length >= MOST }}
        counted={(amount, count) => t("document.counted", { amount, count })}
        covers={
          <Facts of={[t("document.expiring_covers"), t("covers.as_of", { moment: format.moment(now) })]} />
        }
        empty={{ title: t("document.none_expiring"), reason: t("document.none_expiring_why") }}
        open={(row) => open(row.employment_id)}
      />
    </PageShell>
  );
}
