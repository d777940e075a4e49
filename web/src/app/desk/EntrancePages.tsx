import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { SetUpPage } from "@/features/identity/entrance/desk/SetUpPage";
import { SignInPage } from "@/features/identity/entrance/desk/SignInPage";
import { nextPage } from "@/features/identity/entrance/model";
import { useDoors } from "@/features/identity/hooks";

/** A new session: nothing read before it counts, and pages of the phone are loaded whole. */
function useEntered() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const next = nextPage(useSearch({ strict: false, select: (search: { next?: string }) => search.next }));
  const entered = () => {
    cache.clear();
    if (next.startsWith("/m")) location.assign(next);
    else void navigate({ href: next, replace: true });
  };
  return { next, entered };
}

export function SignIn() {
  const navigate = useNavigate();
  const { next, entered } = useEntered();
  const toSetUp = useCallback(() => void navigate({ to: "/set-up", replace: true }), [navigate]);
  return <SignInPage next={next} entered={entered} toSetUp={toSetUp} />;
}

export function SetUp() {
  const { t } = useTranslation("identity");
  const { entered } = useEntered();
  const doors = useDoors();
  return (
    <SetUpPage
      state={doors.data?.set_up}
      error={doors.error}
      retry={() => void doors.refetch()}
      entered={entered}
      signInLink={<Link to="/sign-in">{t("sign_in.title")}</Link>}
    />
  );
}
