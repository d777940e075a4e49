import { useTranslation } from "react-i18next";
import { Name } from "@/shared/parts/Name";
import { usePerson } from "./hooks";

/** Somebody of whom only the employment is known: name and number, never the id. */
export function Named({ employment }: { employment: string }) {
  const { t } = useTranslation("people");
  const found = usePerson(employment);
  if (!found.data)
    return <span className="caption">{t(found.error ? "value.out_of_sight" : "common:state.loading")}</span>;
  return (
    <>
      <Name>{found.data.name}</Name> {found.data.number}
    </>
  );
}
