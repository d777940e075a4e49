import { useTranslation } from "react-i18next";
import { Figure } from "@/shared/explain/Figure";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Card } from "@/shared/phone/Card";
import { ApproverRail } from "@/shared/phone/Rail";
import type { Preview } from "../model";
import { Days } from "./Days";
import { useTypeName } from "./words";

/** What a request would do: days counted, balance after, who is away, who decides. */
export function PreviewCards({ preview, leaveType }: { preview: Preview; leaveType: string }) {
  const { t } = useTranslation(["time", "approval"]);
  const format = useFormat();
  const typeName = useTypeName();
  const { balance, balance_before: before, balance_after: after } = preview;
  const known = before !== null && before !== undefined && after !== null && after !== undefined;
  /** A request that cannot be made leaves nothing behind it. */
  const short = preview.findings.some(({ severity }) => severity === "error");
  const ending = preview.draws.find((draw) => draw.last_day);
  const approvers = preview.approvers.flatMap((node) => node.people);
  return (
    <>
      <Card
        title={
          <span className="title">
            {t("preview.in_all")}{" "}
            <Figure explained={{ explanation: preview.counted }} place="counted">
              {format.days(preview.quantity)}
            </Figure>
          </span>
        }
        aside={
          known && (
            <span className="small">
              {typeName(leaveType)}{" "}
              <Figure explained={balance ? { explanation: balance } : undefined} place="balance">
                {format.days(before)}
              </Figure>
              {!short && (
                <>
                  {t("preview.after")}
                  <b style={{ color: "var(--text)" }}>{format.days(after)}</b>
                </>
              )}
            </span>
          )
        }
      >
        <Days days={preview.days} counted={preview.counted} />
        {ending?.last_day && (
          <p className="small" style={{ marginTop: 8 }}>
            {t("preview.first_used", {
              day: format.phoneDay(ending.last_day),
              days: format.days(ending.quantity),
            })}
          </p>
        )}
        {preview.away.length > 0 && (
          <p className="small" style={{ marginTop: 8 }}>
            {t("preview.away")}
            {preview.away
              .map(({ day, people }) => t("preview.away_on", { day: format.phoneDay(day), count: people }))
              .join(t("preview.and"))}
          </p>
        )}
        {preview.findings
          .filter(({ severity }) => severity !== "error")
          .map(({ code, params }) => (
            <p key={code} className="small" style={{ marginTop: 8 }}>
              {problemWords(t, { code, params, status: 0 }, format.phoneDay)}
            </p>
          ))}
      </Card>
      {approvers.length > 0 && (
        <Card title={t("preview.who")}>
          <ApproverRail
            approvers={approvers.map((person, index) => ({
              name: person.name,
              number: person.number,
              role: person.unit_name,
              why: person.why
                .map((step) =>
                  t(`preview.why.${step.code}`, {
                    defaultValue: t(`approval:why.${step.code}`, step),
                    ...step,
                  }),
                )
                .join(t("approval:why.then")),
              state: index === 0 ? "now" : "ahead",
            }))}
          />
        </Card>
      )}
    </>
  );
}
