//! Checks and normalises the numbers China puts on people and companies.
//!
//! Parsing answers with a typed value or the one [`IdentityFault`] that makes the text unusable. What is merely unlikely (a birth
//! in 1880, a county code that ended before the birth, a bank card without check digit) is a [`heng_kernel::Finding`] and refuses
//! nothing: people carry old numbers, and registers know more than lists do.
//!
//! Facts: GB 11643-1999, GB 32100-2015, ISO/IEC 7812-1 and the files of `packs/cn`, compiled in.

mod bank_card;
mod credit_code;
mod document;
mod fault;
mod foreigner_permit;
mod gb11643;
mod mask;
mod mobile;
mod normalise;
mod overseas_id;
mod region;
mod residence_permit;
mod resident_id;
mod travel_document;

pub use bank_card::BankCard;
pub use credit_code::CreditCode;
pub use document::{IdDocument, IdKind};
pub use fault::IdentityFault;
pub use foreigner_permit::ForeignerPermit;
pub use gb11643::{Sex, check_char};
pub use mask::{mask_card, mask_mobile, mask_number};
pub use mobile::Mobile;
pub use normalise::{compact, fold_width, is_han};
pub use overseas_id::{HongKongId, SingaporeId};
pub use region::{Region, region_of};
pub use residence_permit::{PermitPlace, ResidencePermit};
pub use resident_id::ResidentId;
pub use travel_document::{HomeReturnPermit, Passport, TaiwanPermit};
