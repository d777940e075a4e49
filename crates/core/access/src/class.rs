//! Field classes: which kinds of fields a permission opens.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What kind of information a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldClass {
    /// Name, number, unit, job: what every colleague sees.
    Public,
    /// Dates, contract, manager, leave.
    Work,
    /// Birth, phone, address, family.
    Private,
    /// Pay and everything it can be computed from.
    Pay,
    /// Identity document and bank account.
    IdBank,
    /// Health and anything that betrays it.
    Health,
    /// What an applicant gave us.
    Candidate,
}

impl FieldClass {
    /// Every class, in the order of declaration.
    pub const ALL: [Self; 7] =
        [Self::Public, Self::Work, Self::Private, Self::Pay, Self::IdBank, Self::Health, Self::Candidate];

    /// The stable code: `id_bank`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Work => "work",
            Self::Private => "private",
            Self::Pay => "pay",
            Self::IdBank => "id_bank",
            Self::Health => "health",
            Self::Candidate => "candidate",
        }
    }

    /// Whether reading a field of this class about another person leaves a row in the audit trail.
    pub const fn reads_are_audited(self) -> bool {
        matches!(self, Self::Private | Self::Pay | Self::IdBank | Self::Health)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Public => 1,
            Self::Work => 1 << 1,
            Self::Private => 1 << 2,
            Self::Pay => 1 << 3,
            Self::IdBank => 1 << 4,
            Self::Health => 1 << 5,
            Self::Candidate => 1 << 6,
        }
    }
}

impl fmt::Display for FieldClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a field class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown field class")]
pub struct UnknownFieldClass;

impl FromStr for FieldClass {
    type Err = UnknownFieldClass;

    fn from_str(code: &str) -> Result<Self, UnknownFieldClass> {
        Self::ALL.into_iter().find(|class| class.code() == code).ok_or(UnknownFieldClass)
    }
}

/// A set of field classes. Written as a list of codes, in the order of declaration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(u8);

impl ClassSet {
    /// No class.
    pub const EMPTY: Self = Self(0);
    /// Every class.
    pub const ALL: Self = Self::of(&FieldClass::ALL);

    /// The set of exactly these classes.
    pub const fn of(classes: &[FieldClass]) -> Self {
        let (mut bits, mut rest) = (0, classes);
        while let [first, others @ ..] = rest {
            bits |= first.bit();
            rest = others;
        }
        Self(bits)
    }

    /// Whether `class` is inside.
    pub const fn contains(self, class: FieldClass) -> bool {
        self.0 & class.bit() != 0
    }

    /// The classes in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes of this set that the other lacks.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every class inside is also in `other`.
    pub const fn is_subset(self, other: Self) -> bool {
        self.difference(other).is_empty()
    }

    /// Whether nothing is inside.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes inside, in the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = FieldClass> {
        FieldClass::ALL.into_iter().filter(move |class| self.contains(*class))
    }
}

impl FromIterator<FieldClass> for ClassSet {
    fn from_iter<I: IntoIterator<Item = FieldClass>>(classes: I) -> Self {
        classes.into_iter().fold(Self::EMPTY, |set, class| set.union(class.into()))
    }
}

impl From<FieldClass> for ClassSet {
    fn from(class: FieldClass) -> Self {
        Self(class.bit())
    }
}

/// The codes with spaces between: `public work`.
impl fmt::Display for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, class) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            f.write_str(class.code())?;
        }
        Ok(())
    }
}

impl Serialize for ClassSet {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for ClassSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<FieldClass>::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_written_as_the_list_of_its_codes() {
        let set = ClassSet::of(&[FieldClass::IdBank, FieldClass::Public]);
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["public","id_bank"]"#);
        assert_eq!(serde_json::from_str::<ClassSet>(r#"["id_bank","public"]"#).unwrap(), set);
        assert!(serde_json::from_str::<ClassSet>(r#"["salary"]"#).is_err());
        assert_eq!(set.to_string(), "public id_bank");
    }

    #[test]
    fn every_class_has_its_own_bit_and_code() {
        assert_eq!(ClassSet::ALL.iter().count(), FieldClass::ALL.len());
        for class in FieldClass::ALL {
            assert_eq!(class.code().parse(), Ok(class));
            assert_eq!(serde_json::to_value(class).unwrap(), class.code());
            assert!(ClassSet::ALL.difference(class.into()).iter().all(|other| other != class));
        }
    }
}
