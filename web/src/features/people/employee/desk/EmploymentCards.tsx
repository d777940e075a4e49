import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { WhyNot } from "@/shared/parts/WhyNot";
import { useNames } from "../../hooks";
import type { PersonPage } from "../../model";
import { Named } from "../../Named";
import styles from "./EmployeePage.module.css";

/** Posts and contract of the day; all of it on its own tab. */
export function EmploymentCards({ person, brief = false }: { person: PersonPage; brief?: boolean }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today } = useToday();
  const names = useNames();
  const { work } = person;
  if (!work) {
    return brief ? null : (
      <Card title={t("posts.title")}>
        <WhyNot reason={t("why.work")} ask={t("why.ask_hr")} />
      </Card>
    );
  }
  const covers = t("covers.as_of", { moment: person.as_of === today ? today : person.as_of });
  return (
    <>
      {(!brief || work.posts.length > 1 || work.posts.some(({ dotted }) => dotted?.length)) && (
        <Card title={t("posts.title")} covers={covers} flush>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("fact.unit")}</th>
                <th scope="col">{t("fact.job")}</th>
                <th scope="col">{t("fact.grade")}</th>
                <th scope="col" data-align="end">
                  {t("posts.since")}
                </th>
                <th scope="col" data-align="end">
                  {t("posts.until")}
                </th>
              </tr>
            </thead>
            <tbody>
              {work.posts.map((post) => (
                <tr key={`${post.unit}:${post.job}:${post.from_on}`}>
                  <td>
                    {post.unit_name} {!post.main && <Tag>{t("posts.further")}</Tag>}
                    {post.dotted && post.dotted.length > 0 && (
                      <div className="caption">
                        {t("posts.dotted")}{" "}
                        <Facts
                          of={post.dotted.map((one) => (
                            <Link key={one} to={`/people/${one}`}>
                              <Named employment={one} />
                            </Link>
                          ))}
                        />
                      </div>
                    )}
                  </td>
                  <td>{post.job_name ?? (post.job && names.job(post.job)) ?? t("value.none")}</td>
                  <td>{post.grade_name ?? (post.grade && names.grade(post.grade)) ?? t("value.none")}</td>
                  <td data-align="end">{post.from_on}</td>
                  <td data-align="end">{post.last_day ?? t("posts.open")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {!brief && (
        <Card title={t("contract.title")} covers={covers}>
          {work.contract ? (
            <dl className={styles.facts}>
              <div>
                <dt>{t("fact.contract.kind")}</dt>
                <dd>{t(`contract.${work.contract.kind}`)}</dd>
              </div>
              <div>
                <dt>{t("fact.contract.number")}</dt>
                <dd>{work.contract.number ?? t("value.none")}</dd>
              </div>
              <div>
                <dt>{t("fact.contract.last_day")}</dt>
                <dd>{work.contract.last_day ? format.day(work.contract.last_day) : t("contract.no_end")}</dd>
              </div>
            </dl>
          ) : (
            t("contract.none")
          )}
        </Card>
      )}
      {!brief && (
        <Card title={t("service.title")} covers={covers}>
          <dl className={styles.facts}>
            <div>
              <dt>{t("fact.kind")}</dt>
              <dd>{work.kind ? t(`kind.${work.kind}`) : t("value.none")}</dd>
            </div>
            <div>
              <dt>{t("fact.seniority_on")}</dt>
              <dd>{work.seniority_on}</dd>
            </div>
            {person.other_employments.map((other) => (
              <div key={other.employment_id}>
                <dt>{t("service.other")}</dt>
                <dd>
                  <Link to={`/people/${other.employment_id}`}>{other.number}</Link>
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </>
  );
}
