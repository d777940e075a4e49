import { useNavigate } from "@tanstack/react-router";
import { CasePage } from "@/features/approval/case/phone/CasePage";
import { CaseProgress } from "@/features/approval/case/phone/CaseProgress";
import { GoalPage } from "@/features/performance/goal/phone/GoalPage";
import { ImprovementPage } from "@/features/performance/goal/phone/ImprovementPage";
import { ResultPage } from "@/features/performance/goal/phone/ResultPage";
import { AskPage } from "@/features/time/leave/phone/AskPage";
import { RequestPage } from "@/features/time/leave/phone/RequestPage";
import { usePathId } from "../../pathId";

// The pages that are about one thing: its id is in the address. Each starts anew when the id changes.

export function Approval() {
  const id = usePathId();
  const navigate = useNavigate();
  return <CasePage key={id} id={id} decided={() => void navigate({ to: "/todo" })} />;
}

export function AskLeave() {
  const navigate = useNavigate();
  return <AskPage sent={(id) => void navigate({ to: id ? `/leave/${id}` : "/leave", replace: true })} />;
}

export function LeaveRequest() {
  const id = usePathId();
  return <RequestPage key={id} id={id} progress={(caseId) => <CaseProgress id={caseId} />} />;
}

export function Goal() {
  const id = usePathId();
  return <GoalPage key={id} id={id} />;
}

export function Result() {
  const id = usePathId();
  return <ResultPage key={id} id={id} />;
}

export function Improvement() {
  const id = usePathId();
  return <ImprovementPage key={id} id={id} />;
}
