import { ApprovalsPage, type ApprovalsSearch } from "@/features/approval/case/desk/ApprovalsPage";
import { usePlace } from "../place";

export function Approvals() {
  const [search, go] = usePlace<ApprovalsSearch>();
  return <ApprovalsPage search={search} go={go} />;
}
