import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Doors } from "../hooks";
import styles from "./Entrance.module.css";

interface Props {
  doors: Doors;
  next: string;
}

/** The ways in besides the password, as far as this installation has them. */
export function OtherWays({ doors, next }: Props) {
  const { t } = useTranslation("identity");
  if (!doors.external.includes("wecom")) return null;
  return (
    <div className={styles.ways}>
      <Button href={`/api/v1/session/external/wecom?next=${encodeURIComponent(next)}`} block>
        {t("sign_in.wecom")}
      </Button>
    </div>
  );
}
