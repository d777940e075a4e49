import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useSay } from "@/shared/desk/useSay";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import styles from "./Accounts.module.css";

/** A one-time code, shown this once. */
export function Code({ code }: { code: string }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  return (
    <Notice
      tone="primary"
      icon="shield"
      alert
      title={
        <>
          {t("account.code")} <code className={styles.code}>{code}</code>
        </>
      }
      action={
        <Button
          size="small"
          icon={<Icon name="copy" />}
          onClick={() => void navigator.clipboard.writeText(code).then(() => say.done(t("account.copied")))}
        >
          {t("account.copy")}
        </Button>
      }
    >
      {t("account.code_why")}
    </Notice>
  );
}
