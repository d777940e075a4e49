import { useEffect, useState } from "react";

/** How long a decided score stays on a phone, in ms. */
const SHOWN = 3 * 60_000;

/** Whether something is to be hidden: three minutes after it was shown, or at once when the page goes to the back. */
export function useHides(shown: boolean): [boolean, () => void] {
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    if (!shown || hidden) return;
    const hide = () => setHidden(true);
    const later = setTimeout(hide, SHOWN);
    const back = () => document.visibilityState === "hidden" && hide();
    document.addEventListener("visibilitychange", back);
    return () => {
      clearTimeout(later);
      document.removeEventListener("visibilitychange", back);
    };
  }, [shown, hidden]);
  return [hidden, () => setHidden(false)];
}
