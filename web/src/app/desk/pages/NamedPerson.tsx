import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePerson } from "@/features/people/hooks";
import { PersonCell } from "@/shared/desk/PersonCell";

/** Somebody of whom only the employment is known: by name, number and unit, leading to `to`. */
export function NamedPerson({ employment, to }: { employment: string; to?: string }) {
  const { t } = useTranslation();
  const found = usePerson(employment);
  if (!found.data)
    return <span className="caption">{found.error ? t("person.out_of_sight") : t("state.loading")}</span>;
  const { name, number, unit_name, state } = found.data;
  return (
    <PersonCell
      person={{ name, number, unit: unit_name ?? undefined, left: state === "left" }}
      link={to ? (words) => <Link to={to}>{words}</Link> : undefined}
    />
  );
}
