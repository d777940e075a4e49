import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useAsOfParam } from "@/shared/asof/AsOf";
import { Drawer } from "@/shared/desk/Drawer";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { StatusDot } from "@/shared/parts/StatusDot";
import { WhyNot } from "@/shared/parts/WhyNot";
import { useNames, usePerson } from "../../hooks";
import { stateDot } from "../../model";
import styles from "./PersonDrawer.module.css";

/** A person beside the list: enough to recognise them, and the way to their page. */
export function PersonDrawer({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation("people");
  const found = usePerson(id, useAsOfParam());
  const names = useNames();
  const navigate = useNavigate();
  const person = found.data;
  if (!person) {
    return (
      <Drawer title={t("person.title")} close={close}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active avatar paragraph={{ rows: 6 }} />
        )}
      </Drawer>
    );
  }
  const { work } = person;
  const main = work?.posts.find((post) => post.main);
  const grade = main?.grade_name ?? (main?.grade ? names.grade(main.grade) : undefined);
  const facts: [string, React.ReactNode][] = [
    [t("fact.number"), person.number],
    [t("fact.unit"), person.unit_name],
    [t("fact.job"), main?.job && <Facts of={[main.job_name ?? names.job(main.job), grade]} />],
    [
      t("fact.manager"),
      work?.manager && (
        <>
          <Link to={`/people/${work.manager.employment_id}`}>{work.manager.name}</Link> {work.manager.number}
        </>
      ),
    ],
    [t("fact.first_day"), work?.first_day],
    [
      t("fact.contract"),
      work?.contract && <Facts of={[t(`contract.${work.contract.kind}`), work.contract.last_day]} />,
    ],
    [t("fact.last_day"), work?.last_day],
    [t("fact.kind"), work?.kind && t(`kind.${work.kind}`)],
  ];
  return (
    <Drawer
      title={<Name>{person.name}</Name>}
      status={
        person.state && <StatusDot state={stateDot[person.state]}>{t(`standing.${person.state}`)}</StatusDot>
      }
      close={close}
      footer={
        <Button type="primary" onClick={() => void navigate({ to: `/people/${id}` })}>
          {t("person.open")}
        </Button>
      }
    >
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {!work && <WhyNot reason={t("why.work")} />}
    </Drawer>
  );
}
