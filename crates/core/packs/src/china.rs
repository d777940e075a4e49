//! Mainland China.

mod income_tax;
mod labour;
mod leave;
mod region;
mod social;
mod wages;

pub use income_tax::*;
pub use labour::*;
pub use leave::*;
pub use region::*;
pub use social::*;
pub use wages::*;

/// All rule data of mainland China except the holidays, which stand in [`crate::Packs::holidays`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct China {
    /// Individual income tax (`cn/income-tax.toml`).
    pub income_tax: IncomeTax,
    /// Social insurance and housing fund by city (`cn/social/*.toml`).
    pub social: SocialCities,
    /// Minimum wages (`cn/minimum-wages.toml`).
    pub minimum_wages: MinimumWages,
    /// Local average wages (`cn/average-wages.toml`).
    pub average_wages: AverageWages,
    /// Hours, overtime, contracts, severance, retirement (`cn/labour.toml`).
    pub labour: Labour,
    /// Annual, sick, maternity and other leave (`cn/leave.toml`).
    pub leave: Leave,
}

crate::settle::timelines! {
    China {} maps {} parts { income_tax, social, minimum_wages, average_wages, labour, leave } all {}
}
