//! What has been done so far, a line each.

use std::time::Instant;

use serde_json::json;

use crate::output::Printer;

/// Prints steps as they are done.
#[derive(Debug)]
pub(super) struct Steps {
    printer: Printer,
}

impl Steps {
    pub(super) fn new(printer: Printer) -> Self {
        Self { printer }
    }

    /// Does a step and prints it with the time it took; `work` answers with what it found.
    pub(super) async fn step<T>(
        &self,
        what: &str,
        work: impl Future<Output = anyhow::Result<(T, String)>>,
    ) -> anyhow::Result<T> {
        let begun = Instant::now();
        let worked = work.await;
        let ms = begun.elapsed().as_millis();
        let (mark, found) = match &worked {
            Ok((_, found)) => ("✓", found.clone()),
            Err(error) => ("✗", format!("{error:#}")),
        };
        let line = json!({ "step": what, "done": worked.is_ok(), "found": found, "ms": ms });
        self.printer.print(&format!("{mark} {what}: {found} ({ms} ms)"), &line)?;
        Ok(worked?.0)
    }
}
