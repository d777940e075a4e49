//! Any document that says who somebody is.

use chrono::NaiveDate;
use heng_kernel::Finding;
use serde::{Deserialize, Serialize};

use crate::{
    ForeignerPermit, HomeReturnPermit, HongKongId, IdentityFault, Passport, ResidencePermit, ResidentId, Sex,
    SingaporeId, TaiwanPermit, mask::mask_number, normalise::compact,
};

/// The kinds of identity document, with the codes the API and files use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// 居民身份证.
    ResidentId,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 港澳居民来往内地通行证.
    HomeReturnPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 外国人永久居留身份证.
    ForeignerPermit,
    /// 护照.
    Passport,
    /// 香港身份证.
    HongKongId,
    /// Singapore NRIC or FIN.
    SingaporeId,
}

impl IdKind {
    /// Every kind, the most usual first.
    pub const ALL: [Self; 8] = [
        Self::ResidentId,
        Self::ResidencePermit,
        Self::HomeReturnPermit,
        Self::TaiwanPermit,
        Self::ForeignerPermit,
        Self::Passport,
        Self::HongKongId,
        Self::SingaporeId,
    ];

    /// The kind a number looks like. What looks like a resident ID, even a broken one, is called one, so that its fault is told.
    pub fn guess(text: &str) -> Self {
        let number = compact(text);
        let letters = number.chars().take_while(char::is_ascii_alphabetic).count();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let length = number.chars().count();
        match (letters, digits, length) {
            (0, _, 18)
                if number.starts_with("81") || number.starts_with("82") || number.starts_with("83") =>
            {
                Self::ResidencePermit
            }
            (0, _, 18) if number.starts_with('9') => Self::ForeignerPermit,
            (0, 8 | 10, 8 | 10 | 11 | 13) => Self::TaiwanPermit,
            (1, 8 | 10, 9 | 11) if number.starts_with(['H', 'M']) => Self::HomeReturnPermit,
            (3, 12, 15) => Self::ForeignerPermit,
            (1..=2, 6 | 7, _) if number.ends_with(')') => Self::HongKongId,
            (1, 7, 9) if SingaporeId::parse(&number).is_ok() => Self::SingaporeId,
            (1..=3, 5.., 6..=12) => Self::Passport,
            _ => Self::ResidentId,
        }
    }
}

/// A checked identity document of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IdDocument {
    /// 居民身份证.
    ResidentId(ResidentId),
    /// 港澳台居民居住证.
    ResidencePermit(ResidencePermit),
    /// 港澳居民来往内地通行证.
    HomeReturnPermit(HomeReturnPermit),
    /// 台湾居民来往大陆通行证.
    TaiwanPermit(TaiwanPermit),
    /// 外国人永久居留身份证.
    ForeignerPermit(ForeignerPermit),
    /// 护照.
    Passport(Passport),
    /// 香港身份证.
    HongKongId(HongKongId),
    /// Singapore NRIC or FIN.
    SingaporeId(SingaporeId),
}

impl IdDocument {
    /// Reads a number as a document of the given kind.
    pub fn parse(kind: IdKind, text: &str) -> Result<Self, IdentityFault> {
        match kind {
            IdKind::ResidentId => ResidentId::parse(text).map(Self::ResidentId),
            IdKind::ResidencePermit => ResidencePermit::parse(text).map(Self::ResidencePermit),
            IdKind::HomeReturnPermit => HomeReturnPermit::parse(text).map(Self::HomeReturnPermit),
            IdKind::TaiwanPermit => TaiwanPermit::parse(text).map(Self::TaiwanPermit),
            IdKind::ForeignerPermit => ForeignerPermit::parse(text).map(Self::ForeignerPermit),
            IdKind::Passport => Passport::parse(text).map(Self::Passport),
            IdKind::HongKongId => HongKongId::parse(text).map(Self::HongKongId),
            IdKind::SingaporeId => SingaporeId::parse(text).map(Self::SingaporeId),
        }
    }

    /// Its kind.
    pub const fn kind(&self) -> IdKind {
        match self {
            Self::ResidentId(_) => IdKind::ResidentId,
            Self::ResidencePermit(_) => IdKind::ResidencePermit,
            Self::HomeReturnPermit(_) => IdKind::HomeReturnPermit,
            Self::TaiwanPermit(_) => IdKind::TaiwanPermit,
            Self::ForeignerPermit(_) => IdKind::ForeignerPermit,
            Self::Passport(_) => IdKind::Passport,
            Self::HongKongId(_) => IdKind::HongKongId,
            Self::SingaporeId(_) => IdKind::SingaporeId,
        }
    }

    /// The number in its normal form: what is stored, compared and hashed.
    pub fn number(&self) -> &str {
        match self {
            Self::ResidentId(id) => id.number(),
            Self::ResidencePermit(permit) => permit.number(),
            Self::HomeReturnPermit(permit) => permit.number(),
            Self::TaiwanPermit(permit) => permit.number(),
            Self::ForeignerPermit(permit) => permit.number(),
            Self::Passport(passport) => passport.number(),
            Self::HongKongId(id) => id.number(),
            Self::SingaporeId(id) => id.number(),
        }
    }

    /// Date of birth, where the number tells.
    pub const fn birth(&self) -> Option<NaiveDate> {
        match self {
            Self::ResidentId(id) => Some(id.birth()),
            Self::ResidencePermit(permit) => Some(permit.birth()),
            Self::ForeignerPermit(permit) => permit.birth(),
            Self::HomeReturnPermit(_)
            | Self::TaiwanPermit(_)
            | Self::Passport(_)
            | Self::HongKongId(_)
            | Self::SingaporeId(_) => None,
        }
    }

    /// Sex, where the number tells.
    pub const fn sex(&self) -> Option<Sex> {
        match self {
            Self::ResidentId(id) => Some(id.sex()),
            Self::ResidencePermit(permit) => Some(permit.sex()),
            Self::ForeignerPermit(permit) => permit.sex(),
            Self::HomeReturnPermit(_)
            | Self::TaiwanPermit(_)
            | Self::Passport(_)
            | Self::HongKongId(_)
            | Self::SingaporeId(_) => None,
        }
    }

    /// What a careful reader would ask about on the day `on`.
    pub fn plausibility(&self, on: NaiveDate) -> Vec<Finding> {
        match self {
            Self::ResidentId(id) => id.plausibility(on),
            _ => Vec::new(),
        }
    }

    /// For eyes that may not read it: `310***********0030`.
    pub fn masked(&self) -> String {
        mask_number(self.number())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_recognised_by_its_shape() {
        for (number, kind) in [
            ("11010519491231002x", IdKind::ResidentId),
            ("130503670401001", IdKind::ResidentId),
            ("31010119900228003", IdKind::ResidentId),
            ("810000199408230021", IdKind::ResidencePermit),
            ("H12345678", IdKind::HomeReturnPermit),
            ("12345678", IdKind::TaiwanPermit),
            ("0012345601(B)", IdKind::TaiwanPermit),
            ("931840199001010015", IdKind::ForeignerPermit),
            ("USA310090010112", IdKind::ForeignerPermit),
            ("E12345678", IdKind::Passport),
            ("A123456(3)", IdKind::HongKongId),
            ("AB987654（9）", IdKind::HongKongId),
            ("S1234567D", IdKind::SingaporeId),
            ("S1234567E", IdKind::Passport),
            ("", IdKind::ResidentId),
        ] {
            assert_eq!(IdKind::guess(number), kind, "{number}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_any_kind_fall_over(text in any::<String>()) {
            let _ = IdKind::guess(&text);
            for kind in IdKind::ALL {
                if let Ok(document) = IdDocument::parse(kind, &text) {
                    prop_assert_eq!(document.kind(), kind);
                    let again = IdDocument::parse(kind, document.number()).unwrap();
                    prop_assert_eq!(again.number(), document.number());
                }
            }
        }
    }
}
