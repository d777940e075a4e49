//! `heng calc`, `heng formula`, `heng packs`: the engines without a database.

use std::io::{self, Write};

use chrono_tz::Asia::Shanghai;
use heng_calc::{Command, Console};
use heng_kernel::Clock;

use crate::output::{Outcome, Unusable};

/// Runs one of them. Rules are looked up as of today in China, whose rules they are.
pub(crate) fn engine(command: Command, clock: &dyn Clock, json: bool) -> anyhow::Result<Outcome> {
    let today = clock.now().with_timezone(&Shanghai).date_naive();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = heng_calc::run(command, &mut Console { out: &mut out, json, today });
    out.flush()?;
    match done {
        Ok(heng_calc::Outcome::Good) => Ok(Outcome::Good),
        Ok(heng_calc::Outcome::Findings) => Ok(Outcome::Findings),
        Ok(heng_calc::Outcome::Unusable) => {
            Err(Unusable("part of it could not be used; see above".to_owned()).into())
        }
        Err(error) => Err(Unusable(error.to_string()).into()),
    }
}
