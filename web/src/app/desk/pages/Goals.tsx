import { useNavigate } from "@tanstack/react-router";
import { findPeople } from "@/features/people/hooks";
import { GoalPage, type GoalSearch } from "@/features/performance/goal/desk/GoalPage";
import { GoalsPage } from "@/features/performance/goal/desk/GoalsPage";
import { ImprovementPage } from "@/features/performance/goal/desk/ImprovementPage";
import { ResultPage, type ResultSearch } from "@/features/performance/goal/desk/ResultPage";
import type { GoalsSearch } from "@/features/performance/goal/desk/search";
import { usePathId } from "../../pathId";
import { usePlace } from "../place";

const anybody = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

function useOpen() {
  const navigate = useNavigate();
  return (path: string) => void navigate({ to: path });
}

export function Goals() {
  const [search, go] = usePlace<GoalsSearch>();
  const open = useOpen();
  return <GoalsPage search={search} go={go} open={open} people={anybody} />;
}

export function Goal() {
  const id = usePathId();
  const [search, go] = usePlace<GoalSearch>();
  return <GoalPage key={id} id={id} search={search} go={go} />;
}

export function Result() {
  const id = usePathId();
  const [search, go] = usePlace<ResultSearch>();
  const open = useOpen();
  return <ResultPage key={id} id={id} search={search} go={go} open={open} />;
}

export function Improvement() {
  const id = usePathId();
  const [search, go] = usePlace<GoalSearch>();
  return <ImprovementPage key={id} id={id} search={search} go={go} />;
}
