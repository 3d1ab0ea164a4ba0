//! The world the typesetter sees: our template, the document as a value, the fonts, and nothing else.

use typst::diag::{FileError, FileResult, SourceDiagnostic, StrResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Error;
use crate::fonts::Fonts;
use crate::given::{Block, Given, Kind};

const TEMPLATE: &str = include_str!("document.typ");

/// Sets a document.
pub(crate) fn set(given: &Given, fonts: Fonts) -> Result<Vec<u8>, Error> {
    let world = World::of(given, fonts).map_err(Error::Failed)?;
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| told(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|it| Error::Failed(it.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(given.hash.clone()),
        creator: Smart::Custom(None),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))
}

/// What the typesetter says, without places in a source that nobody outside has.
fn told(errors: &[SourceDiagnostic]) -> Error {
    let mut said: Vec<String> = errors.iter().map(|it| it.message.to_string()).collect();
    said.dedup();
    said.truncate(3);
    Error::Failed(format!("the document cannot be set: {}", said.join("; ")))
}

struct World {
    library: LazyHash<Library>,
    fonts: Fonts,
    template: Source,
}

impl World {
    fn of(given: &Given, fonts: Fonts) -> Result<Self, String> {
        let json = serde_json::to_vec(given).map_err(|error| error.to_string())?;
        let mut inputs = Dict::new();
        inputs.insert("given".into(), Bytes::new(json).into_value());
        inputs.insert("families".into(), fonts.families.clone().into_value());
        inputs.insert("levels".into(), levels(given).into_value());
        inputs.insert("locale".into(), locale(&given.language.tag).into_value());
        let path = RootedPath::new(VirtualRoot::Project, name()?);
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            fonts,
            template: Source::new(FileId::new(path), TEMPLATE.to_owned()),
        })
    }
}

/// How deep each block stands in the outline, 0 for what is no heading. No level is skipped, whatever the text does:
/// readers who step from heading to heading would look for it.
fn levels(given: &Given) -> Vec<i64> {
    let mut open: Vec<u8> = Vec::new();
    let level = |block: &Block| {
        let depth = match block {
            Block::Passage(it) => match it.kind {
                Kind::Heading => it.level.max(1),
                Kind::AnnexHeading => 1,
                Kind::Title | Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => return 0,
            },
            Block::Rubric(_) => 1,
            Block::Submission(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => return 0,
        };
        open.retain(|above| *above < depth);
        open.push(depth);
        open.len() as i64
    };
    given.blocks.iter().map(level).collect()
}

/// What the typesetter knows of a language: its code and region.
fn locale(tag: &str) -> Dict {
    let parts: Vec<String> = tag.split(['-', '_']).map(str::to_ascii_lowercase).collect();
    let is_letters = |it: &String, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let lang = parts.first().filter(|it| is_letters(it, 2..=3)).map_or("en", String::as_str);
    let region = parts.iter().skip(1).find(|it| is_letters(it, 2..=2)).map(String::as_str);
    let script = parts.iter().skip(1).find(|it| is_letters(it, 4..=4)).map(String::as_str);
    let mut locale = Dict::new();
    locale.insert("lang".into(), lang.into_value());
    if let Some(region) = region.or(match script {
        Some("hant") => Some("tw"),
        Some("hans") => Some("cn"),
        _ => None,
    }) {
        locale.insert("region".into(), region.into_value());
    }
    locale
}

fn name() -> StrResult<VirtualPath> {
    VirtualPath::new("document.typ").map_err(|error| error.to_string().into())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
