import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal } from "@/shared/format/numbers";
import { problemWords } from "@/shared/i18n/problemWords";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { TextAction } from "@/shared/phone/Button";
import { Balances, Card } from "@/shared/phone/Card";
import { useBalances } from "../hooks";
import { inDays, nameIn } from "../model";

/** What is left of each kind of leave; pressing a figure tells where it comes from. */
export function BalancesCard({ aside }: { aside: ReactNode }) {
  const { t } = useTranslation("time");
  const language = useLanguage();
  const found = useBalances();
  return (
    <Card title={t("balances.title")} aside={aside}>
      {found.data ? (
        found.data.items.length === 0 ? (
          <p className="small">{t("balances.none")}</p>
        ) : (
          <Computed arrived={found.dataUpdatedAt}>
            <Balances
              of={found.data.items.map((balance) => ({
                name: nameIn(language, balance),
                figure: (
                  <>
                    <Figure
                      explained={{ explanation: balance.explanation }}
                      place={`leave.${balance.leave_type}`}
                    >
                      {decimal(inDays(balance.quantity))}
                    </Figure>{" "}
                    <small>{t("balances.days", { count: balance.quantity / 100 })}</small>
                  </>
                ),
              }))}
            />
          </Computed>
        )
      ) : (
        <>
          <p className="small">
            {found.error ? problemWords(t, problemOf(found.error)) : t("common:state.loading")}
          </p>
          {found.error && (
            <TextAction onPress={() => void found.refetch()}>{t("common:action.retry")}</TextAction>
          )}
        </>
      )}
    </Card>
  );
}
