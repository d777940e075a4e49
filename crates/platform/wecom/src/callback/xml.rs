//! The little XML that callbacks use, read without the features that attacks need.

use quick_xml::{Reader, events::Event};

/// Longest text we read, in bytes.
const LONGEST: usize = 256 * 1024;
/// Deepest nesting.
const DEEPEST: usize = 16;

/// An element: its text or its children.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

/// Not the XML we read: broken, too long, too deep, or with a document type, an own entity or an instruction in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadXml;

impl Element {
    /// Reads a text with exactly one root element.
    pub(super) fn parse(text: &str) -> Result<Self, BadXml> {
        if text.len() > LONGEST {
            return Err(BadXml);
        }
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|_| BadXml)? {
                Event::Start(tag) => {
                    if open.len() > DEEPEST {
                        return Err(BadXml);
                    }
                    open.push(Self { name: tag.name().as_ref().to_owned(), ..Self::default() });
                }
                Event::Empty(tag) => {
                    let empty = Self { name: tag.name().as_ref().to_owned(), ..Self::default() };
                    open.last_mut().ok_or(BadXml)?.children.push(empty);
                }
                Event::End(_) => {
                    let done = open.pop().ok_or(BadXml)?;
                    open.last_mut().ok_or(BadXml)?.children.push(done);
                }
                Event::Text(text) => append(&mut open, &text)?,
                Event::CData(text) => append(&mut open, &text)?,
                Event::GeneralRef(reference) => append(&mut open, &resolve(&reference)?)?,
                Event::Comment(_) | Event::Decl(_) => {}
                Event::DocType(_) | Event::PI(_) => return Err(BadXml),
                Event::Eof => break,
            }
        }
        let (Some(mut document), true) = (open.pop(), open.is_empty()) else { return Err(BadXml) };
        match (document.children.pop(), document.children.is_empty(), document.text.trim()) {
            (Some(root), true, "") => Ok(root),
            _ => Err(BadXml),
        }
    }

    /// The child called `name`, if there is exactly one: two are an attempt to show one reader this and another that.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        let mut named = self.children.iter().filter(|child| child.name == name);
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The text of the only child called `name`, empty without one.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }
}

fn append(open: &mut [Element], text: &str) -> Result<(), BadXml> {
    open.last_mut().ok_or(BadXml)?.text.push_str(text);
    Ok(())
}

/// The five entities that XML itself knows, and characters by number.
fn resolve(reference: &str) -> Result<String, BadXml> {
    let named = match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => by_number(reference).ok_or(BadXml)?,
    };
    Ok(named.to_string())
}

fn by_number(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}
