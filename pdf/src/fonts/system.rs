//! Fonts of the system: looked for by the names of their files, and read one by one until nothing is missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;

/// The most that is read of fonts in all.
const MOST: u64 = 512 << 20;
/// The most folders and files that are looked at.
const FILES: usize = 20_000;
/// How deep folders are looked into.
const DEPTH: usize = 6;

/// Where fonts are: where `TRAVAUX_FONTS` says, then where this system has them.
pub(crate) fn folders() -> Vec<PathBuf> {
    let named = std::env::var_os("TRAVAUX_FONTS");
    let mut folders: Vec<PathBuf> = named.iter().flat_map(std::env::split_paths).collect();
    if cfg!(target_os = "macos") {
        folders.extend(["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from));
    } else if cfg!(windows) {
        folders.push(PathBuf::from("C:\\Windows\\Fonts"));
    } else {
        folders.extend(["/usr/local/share/fonts", "/usr/share/fonts"].map(PathBuf::from));
    }
    folders
}

/// Fonts for what is `missing`, which is left with what none has; the bold face goes with the regular one.
pub(super) fn fonts(folders: &[PathBuf], language: &str, missing: &mut BTreeSet<char>) -> Vec<Font> {
    let mut files = Vec::new();
    folders.iter().enumerate().for_each(|(at, folder)| list(folder, at, DEPTH, &mut files));
    let wants_ideographs = missing.iter().any(|c| is_ideographic(*c));
    files.retain(|file| is_upright_regular(&file.name));
    files.sort_by_cached_key(|file| {
        (rank(&file.name, wants_ideographs), file.folder, file.name.clone(), file.path.clone())
    });
    let (mut found, mut read) = (Vec::new(), 0);
    for file in files {
        if missing.is_empty() || read > MOST {
            break;
        }
        let Some(font) = covering(&file.path, language, missing, &mut read) else { continue };
        missing.retain(|c| !font.info().coverage.contains(u32::from(*c)));
        let bold = file.path.with_file_name(bold_of(&file.path));
        let family = font.info().family.clone();
        found.push(font);
        found.extend(faces(&bold, &mut read).into_iter().find(|face| face.info().family == family));
    }
    found
}

/// A file that may hold fonts.
struct File {
    path: PathBuf,
    /// Its name in small letters and digits alone.
    name: String,
    /// Which of the folders it was found in.
    folder: usize,
}

fn list(folder: &Path, at: usize, depth: usize, files: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if files.len() >= FILES {
            return;
        }
        let path = entry.path();
        // Links count as what they lead to; depth bounds those that lead in a circle.
        if path.is_dir() {
            if depth > 0 {
                list(&path, at, depth - 1, files);
            }
            continue;
        }
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending == *known) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
            let name = stem.chars().filter(|c| c.is_alphanumeric()).collect();
            files.push(File { path, name, folder: at });
        }
    }
}

/// Text faces before all others, and those with ideographs first where these are wanted.
fn rank(name: &str, wants_ideographs: bool) -> usize {
    const IDEOGRAPHS: [&str; 10] = [
        "notoserifcjk",
        "notoserifsc",
        "notoseriftc",
        "sourcehanserif",
        "notosanscjk",
        "sourcehansans",
        "songti",
        "simsun",
        "msyh",
        "pingfang",
    ];
    const TEXTS: [&str; 5] = ["notoserif", "notosans", "freeserif", "dejavuserif", "dejavusans"];
    let ideographs = if wants_ideographs { &IDEOGRAPHS[..] } else { &[] };
    let mut all = ideographs.iter().chain(&TEXTS);
    all.position(|start| name.starts_with(start)).unwrap_or(IDEOGRAPHS.len() + TEXTS.len())
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
        || matches!(c, '\u{20000}'..='\u{3ffff}')
}

fn is_upright_regular(name: &str) -> bool {
    const OTHERS: [&str; 11] = [
        "bold",
        "italic",
        "oblique",
        "light",
        "thin",
        "black",
        "medium",
        "condensed",
        "mono",
        "display",
        "emoji",
    ];
    !OTHERS.iter().any(|other| name.contains(other))
}

/// The name of the file with the bold face.
fn bold_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.contains("Regular") { name.replace("Regular", "Bold") } else { name.replace('.', "-Bold.") }
}

/// The face of a file that has missing characters: of a collection that of the language, if one is.
fn covering(path: &Path, language: &str, missing: &BTreeSet<char>, read: &mut u64) -> Option<Font> {
    let mut faces = faces(path, read);
    faces.retain(|face| missing.iter().any(|c| face.info().coverage.contains(u32::from(*c))));
    let region = region(language);
    let of_region = faces.iter().position(|face| face.info().family.ends_with(region));
    (!faces.is_empty()).then(|| faces.swap_remove(of_region.unwrap_or(0)))
}

fn faces(path: &Path, read: &mut u64) -> Vec<Font> {
    let Ok(bytes) = fs::metadata(path).map(|it| it.len()).and_then(|length| {
        *read += length;
        if *read > MOST { Ok(Vec::new()) } else { fs::read(path) }
    }) else {
        return Vec::new();
    };
    Font::iter(Bytes::new(bytes)).collect()
}

/// How families of ideographs for a language end.
fn region(language: &str) -> &'static str {
    let tag = language.to_ascii_lowercase();
    match tag.split('-').next().unwrap_or_default() {
        "ja" => " JP",
        "ko" => " KR",
        _ if ["hant", "tw", "mo"].iter().any(|it| tag.split('-').any(|part| part == *it)) => " TC",
        _ if tag.split('-').any(|part| part == "hk") => " HK",
        _ => " SC",
    }
}
