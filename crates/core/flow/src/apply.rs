//! One command at a time: the next state and what must happen outside, or a refusal.

use heng_kernel::PersonId;

use crate::{
    Assignee, CaseState, CaseStatus, Command, Decision, Effect, Mode, NodeState, NodeStatus, Refusal,
    SamePerson, TaskStatus,
};

impl CaseState {
    /// The case after a command, with what must happen outside. A repeated identical decision answers with the unchanged
    /// case and no effects.
    pub fn apply(&self, command: Command) -> Result<(Self, Vec<Effect>), Refusal> {
        match command {
            Command::Decide { by, node, outcome, shown, current, expected_version, at } => {
                let answer = Answer { by, node: &node, decision: Decision { outcome, at } };
                self.decide(&answer, &shown, &current, expected_version)
            }
            Command::Withdraw { by, expected_version } => {
                self.require_applicant(by)?;
                if self.status == CaseStatus::Withdrawn {
                    return Ok((self.clone(), Vec::new()));
                }
                self.require_current(expected_version)?;
                Ok(self.changed(|case| case.close(CaseStatus::Withdrawn)))
            }
            Command::Amend { by, content, expected_version } => {
                self.require_applicant(by)?;
                self.require_current(expected_version)?;
                if self.status != CaseStatus::Running {
                    return Err(Refusal::OutOfTurn);
                }
                Ok(self.changed(|case| case.restart(content)))
            }
            Command::Replace { node, from, to } => self.replace(&node, from, to),
            Command::Settle(result) => self.settle(result),
        }
    }

    fn decide(
        &self,
        answer: &Answer<'_>,
        shown: &str,
        current: &str,
        expected_version: u32,
    ) -> Result<(Self, Vec<Effect>), Refusal> {
        if answer.by == self.applicant_person {
            return Err(Refusal::OwnRequest);
        }
        let (n, t) = self.task_of(answer.node, answer.by).ok_or(Refusal::NotAsked)?;
        let task = self.nodes.get(n).and_then(|node| node.tasks.get(t)).ok_or(Refusal::NotAsked)?;
        if let Some(earlier) = task.decision {
            let same = earlier.outcome == answer.decision.outcome;
            return if same { Ok((self.clone(), Vec::new())) } else { Err(Refusal::AlreadyDecided) };
        }
        self.require_not_final()?;
        if current != self.content {
            return Ok(self.changed(|case| case.close(CaseStatus::Voided)));
        }
        if shown != self.content {
            return Err(Refusal::ContentChanged);
        }
        if task.status != TaskStatus::Open {
            return Err(Refusal::NotOpen);
        }
        // Others answering in parallel do not make a page stale, only what happened before this task was opened.
        if expected_version < task.since || expected_version > self.version {
            return Err(Refusal::Stale);
        }
        Ok(self.changed(|case| {
            if let Some(task) = case.nodes.get_mut(n).and_then(|node| node.tasks.get_mut(t)) {
                task.decision = Some(answer.decision);
                task.status = TaskStatus::Decided;
            }
            case.proceed()
        }))
    }

    fn replace(&self, node: &str, from: PersonId, to: Assignee) -> Result<(Self, Vec<Effect>), Refusal> {
        self.require_not_final()?;
        if to.person == self.applicant_person {
            return Err(Refusal::OwnRequest);
        }
        if self.task_of(node, to.person).is_some() {
            return Err(Refusal::AlreadyDecided);
        }
        let (n, t) = self.task_of(node, from).ok_or(Refusal::NotAsked)?;
        let was = self.nodes.get(n).and_then(|node| node.tasks.get(t)).ok_or(Refusal::NotAsked)?;
        if !was.is_pending() {
            return Err(Refusal::NotOpen);
        }
        Ok(self.changed(|case| {
            let (since, mut effects) = (case.version, Vec::new());
            if let Some(task) = case.nodes.get_mut(n).and_then(|node| node.tasks.get_mut(t)) {
                let node = node.to_owned();
                let before = std::mem::replace(&mut task.assignee, to);
                if task.status == TaskStatus::Open {
                    task.since = since;
                    let employment = task.assignee.employment;
                    effects.push(Effect::TaskClosed { node: node.clone(), employment: before.employment });
                    effects.push(Effect::TaskOpened { node, employment });
                }
            }
            effects
        }))
    }

    fn settle(&self, result: Result<(), String>) -> Result<(Self, Vec<Effect>), Refusal> {
        self.require_not_final()?;
        if !matches!(self.status, CaseStatus::Settling | CaseStatus::EffectFailed) {
            return Err(Refusal::OutOfTurn);
        }
        Ok(self.changed(|case| match result {
            Ok(()) => case.close(CaseStatus::Approved),
            Err(reason) => {
                case.status = CaseStatus::EffectFailed;
                vec![Effect::EffectFailed { reason }]
            }
        }))
    }

    /// A changed copy with the next version number.
    fn changed(&self, change: impl FnOnce(&mut Self) -> Vec<Effect>) -> (Self, Vec<Effect>) {
        let mut case = self.clone();
        case.version = case.version.saturating_add(1);
        let effects = change(&mut case);
        (case, effects)
    }

    /// Closes nodes that have their answer, opens what comes next, and ends the case when nothing does.
    pub(crate) fn proceed(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for n in 0..self.nodes.len() {
            let approved_earlier = self.approved_before(n);
            let (version, merge) = (self.version, self.same_person == SamePerson::Merge);
            let Some(node) = self.nodes.get_mut(n) else { break };
            if node.status == NodeStatus::Waiting {
                let carries = |person: &PersonId| merge && approved_earlier.contains(person);
                for task in node.tasks.iter_mut().filter(|task| carries(&task.assignee.person)) {
                    task.status = TaskStatus::Carried;
                }
            }
            node.status = node.tally();
            match node.status {
                NodeStatus::Approved => effects.extend(node.close()),
                NodeStatus::Refused => {
                    effects.extend(self.close(CaseStatus::Refused));
                    return effects;
                }
                NodeStatus::Open | NodeStatus::Waiting => {
                    effects.extend(node.open(version));
                    return effects;
                }
            }
        }
        self.status = CaseStatus::Settling;
        effects.push(Effect::Settle);
        effects
    }

    fn close(&mut self, status: CaseStatus) -> Vec<Effect> {
        self.status = status;
        let mut effects: Vec<_> = self.nodes.iter_mut().flat_map(NodeState::close).collect();
        effects.push(Effect::Closed { status });
        effects
    }

    fn restart(&mut self, content: String) -> Vec<Effect> {
        self.content = content;
        let mut effects: Vec<_> = self.nodes.iter_mut().flat_map(NodeState::close).collect();
        for node in &mut self.nodes {
            node.status = NodeStatus::Waiting;
            for task in &mut node.tasks {
                (task.status, task.since, task.decision) = (TaskStatus::Waiting, 0, None);
            }
        }
        effects.extend(self.proceed());
        effects
    }

    fn approved_before(&self, n: usize) -> Vec<PersonId> {
        let earlier = self.nodes.iter().take(n).flat_map(|node| &node.tasks);
        earlier.filter(|task| task.approves()).map(|task| task.assignee.person).collect()
    }

    fn task_of(&self, node: &str, person: PersonId) -> Option<(usize, usize)> {
        let n = self.nodes.iter().position(|one| one.key == node)?;
        let t = self.nodes.get(n)?.tasks.iter().position(|task| task.assignee.person == person)?;
        Some((n, t))
    }

    fn require_applicant(&self, by: PersonId) -> Result<(), Refusal> {
        if by == self.applicant_person { Ok(()) } else { Err(Refusal::NotApplicant) }
    }

    fn require_not_final(&self) -> Result<(), Refusal> {
        if self.status.is_final() { Err(Refusal::Closed(self.status)) } else { Ok(()) }
    }

    fn require_current(&self, expected_version: u32) -> Result<(), Refusal> {
        self.require_not_final()?;
        if expected_version == self.version { Ok(()) } else { Err(Refusal::Stale) }
    }
}

struct Answer<'a> {
    by: PersonId,
    node: &'a str,
    decision: Decision,
}

impl NodeState {
    /// Opens the tasks whose turn it is: all at once, or the next one in order.
    fn open(&mut self, version: u32) -> Vec<Effect> {
        let at_once = match self.mode {
            Mode::InOrder => 1,
            Mode::All | Mode::Any | Mode::NOfM { .. } => self.tasks.len(),
        };
        let mut effects = Vec::new();
        for task in self.tasks.iter_mut().filter(|task| task.is_pending()).take(at_once) {
            if task.status == TaskStatus::Waiting {
                (task.status, task.since) = (TaskStatus::Open, version);
                let employment = task.assignee.employment;
                effects.push(Effect::TaskOpened { node: self.key.clone(), employment });
            }
        }
        effects
    }

    /// Closes the tasks nobody needs to answer any more.
    fn close(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for task in self.tasks.iter_mut().filter(|task| task.is_pending()) {
            if task.status == TaskStatus::Open {
                let employment = task.assignee.employment;
                effects.push(Effect::TaskClosed { node: self.key.clone(), employment });
            }
            task.status = TaskStatus::Closed;
        }
        effects
    }
}
