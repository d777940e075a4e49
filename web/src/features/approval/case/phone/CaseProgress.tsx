import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import { Card } from "@/shared/phone/Card";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useCase } from "../hooks";
import { CaseRail } from "./CaseRail";

/** How far the case of one's own request has come, for the page of the request. */
export function CaseProgress({ id }: { id: string }) {
  const { t } = useTranslation("approval");
  const found = useCase(id);
  if (!found.data)
    return found.error ? (
      <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
    ) : (
      <Skeleton cards={1} />
    );
  const { failure } = found.data;
  return (
    <Card title={t("case.progress")}>
      {failure && (
        <Notice tone="danger" title={t("case.failed")}>
          {problemWords(t, { code: failure, status: 409 })}
        </Notice>
      )}
      <CaseRail view={found.data} />
    </Card>
  );
}
