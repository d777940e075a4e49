import { Navigate, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isMonth, monthOf } from "@/features/performance/goal/months";
import { GivePage } from "@/features/performance/goal/phone/GivePage";
import { ImprovePage } from "@/features/performance/goal/phone/ImprovePage";
import { IssuePage } from "@/features/performance/goal/phone/IssuePage";
import { MemberPage } from "@/features/performance/goal/phone/MemberPage";
import { RevisePage } from "@/features/performance/goal/phone/RevisePage";
import { TeamPage } from "@/features/performance/goal/phone/TeamPage";
import { useToday } from "@/shared/format/today";
import { NotFoundPage } from "./NotFoundPage";

/** The pages of whoever leads people. Month and person are in the address; each starts anew when they change. */
const usePlace = () => useParams({ strict: false }) as { id?: string; month?: string };

/** A page of a month; an address without one leads nowhere. */
function OfMonth({ children }: { children: (month: string) => ReactNode }) {
  const { month } = usePlace();
  return isMonth(month) ? children(month) : <NotFoundPage />;
}

export function ThisMonth() {
  const { day } = useToday();
  return <Navigate to={`/team/${monthOf(day)}`} replace />;
}

export function Team() {
  const navigate = useNavigate();
  return (
    <OfMonth>
      {(month) => (
        <TeamPage month={month} go={(next) => void navigate({ to: `/team/${next}`, replace: true })} />
      )}
    </OfMonth>
  );
}

export function Member() {
  const { id = "" } = usePlace();
  const navigate = useNavigate();
  return (
    <OfMonth>
      {(month) => (
        <MemberPage
          key={id}
          employment={id}
          month={month}
          go={(next) => void navigate({ to: `/team/${next}/${id}`, replace: true })}
        />
      )}
    </OfMonth>
  );
}

export function Give() {
  const { id = "" } = usePlace();
  const navigate = useNavigate();
  return (
    <OfMonth>
      {(month) => (
        <GivePage
          key={`${id}:${month}`}
          employment={id}
          month={month}
          given={(goal) =>
            void navigate({ to: goal ? `/goals/${goal}` : `/team/${month}/${id}`, replace: true })
          }
        />
      )}
    </OfMonth>
  );
}

export function Issue() {
  const { id = "" } = usePlace();
  const navigate = useNavigate();
  return (
    <OfMonth>
      {(month) => (
        <IssuePage
          key={`${id}:${month}`}
          employment={id}
          month={month}
          issued={(result) =>
            void navigate({ to: result ? `/results/${result}` : `/team/${month}/${id}`, replace: true })
          }
        />
      )}
    </OfMonth>
  );
}

export function Revise() {
  const { id = "" } = usePlace();
  const navigate = useNavigate();
  return <RevisePage key={id} id={id} revised={() => void navigate({ to: `/goals/${id}`, replace: true })} />;
}

export function Improve() {
  const { id = "" } = usePlace();
  const navigate = useNavigate();
  return (
    <ImprovePage
      key={id}
      result={id}
      set={(item) => void navigate({ to: item ? `/improvements/${item}` : `/results/${id}`, replace: true })}
    />
  );
}
