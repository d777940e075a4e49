import { useTranslation } from "react-i18next";
import { useSession } from "@/shared/access/Session";
import { BrandMark } from "@/shared/icons/BrandMark";
import styles from "./Opening.module.css";

/** A page on its way: inside the frame its bones, before the frame is there the whole of it in grey, as `desk.html` drew it. */
export function Opening() {
  const framed = useSession() !== undefined;
  const page = (
    <div className={styles.page} aria-hidden="true" aria-busy="true">
      <i />
      <i />
      <i />
    </div>
  );
  if (framed)
    return (
      <>
        <Loading />
        {page}
      </>
    );
  return (
    <div className={styles.opening} aria-busy="true">
      <header>
        <BrandMark />
      </header>
      <nav />
      {page}
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <span role="status" className="visually-hidden">
      {t("state.loading")}
    </span>
  );
}
