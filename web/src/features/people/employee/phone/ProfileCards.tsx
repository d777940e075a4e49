import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { MaskedField } from "@/shared/parts/MaskedField";
import { Name } from "@/shared/parts/Name";
import { Card, Values } from "@/shared/phone/Card";
import { Failed, Skeleton } from "@/shared/phone/States";
import { reveal, usePerson } from "../../hooks";
import type { PersonPage, Sensitive } from "../../model";
import { revealedWords } from "../revealed";

/** What the company keeps about oneself: work facts, and private ones masked until they are asked for. */
export function ProfileCards({ employment }: { employment: string }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const found = usePerson(employment, {});
  if (!found.data)
    return found.error ? (
      <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
    ) : (
      <Skeleton cards={2} />
    );
  const person = found.data;
  const { work } = person;
  const day = (on: string | null | undefined) => (on ? format.phoneDay(on) : undefined);
  const facts = [
    { name: t("fact.number"), value: person.number },
    { name: t("fact.unit"), value: person.unit_name },
    { name: t("fact.job"), value: work?.posts.find(({ main }) => main)?.job_name },
    { name: t("fact.grade"), value: work?.posts.find(({ main }) => main)?.grade_name },
    { name: t("fact.manager"), value: work?.manager && <Name>{work.manager.name}</Name> },
    { name: t("fact.kind"), value: work?.kind && t(`kind.${work.kind}`) },
    { name: t("fact.first_day"), value: day(work?.first_day) },
    { name: t("fact.contract.last_day"), value: day(work?.contract?.last_day) },
  ].filter(({ value }) => value !== undefined && value !== null && value !== "");
  return (
    <>
      <Card
        title={
          <span className="title">
            <Name>{person.name}</Name>
          </span>
        }
      >
        {person.former_names.length > 0 && (
          <p className="small">
            <Facts of={[t("fact.former_names"), person.former_names.join("、")]} />
          </p>
        )}
        <div style={{ marginTop: 8 }}>
          <Values of={facts} />
        </div>
      </Card>
      <PrivateCard person={person} />
    </>
  );
}

/** Pay is not among them: it has its own page with a second look. */
function PrivateCard({ person }: { person: PersonPage }) {
  const { t } = useTranslation("people");
  const shown = person.sensitive.filter(({ field, masked }) => field !== "pay" && masked);
  if (shown.length === 0) return null;
  const look = async (field: Sensitive) => {
    const { fields } = await reveal(person.employment_id, [field]);
    return revealedWords(t, field, fields.find((one) => one.field === field)?.value);
  };
  return (
    <Card label={t("common:field.private")}>
      <Values
        of={shown.map(({ field, masked, may_reveal }) => {
          const label = t(`fact.${field}`);
          return {
            name: label,
            value: (
              <MaskedField
                label={label}
                masked={masked ?? undefined}
                reveal={may_reveal ? () => look(field) : undefined}
              />
            ),
          };
        })}
      />
    </Card>
  );
}
