//! Static files, embedded in the program. Each name holds a hash of its content, so that browsers keep it for good.

use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use super::AppState;
use super::answer::Tag;
use super::error::Error;
use super::extract::Path;
use super::paths::{self, route};

/// A static file.
struct Asset {
    address: String,
    media_type: &'static str,
    content: &'static [u8],
}

/// The stylesheet: the tokens and what all pages share, then each area.
const SHEETS: &str = concat!(
    include_str!("../../assets/css/travaux.css"),
    include_str!("../../assets/css/delegate.css"),
    include_str!("../../assets/css/desk.css"),
    include_str!("../../assets/css/office.css"),
    include_str!("../../assets/css/releases.css"),
    include_str!("../../assets/css/demo.css"),
    include_str!("../../assets/css/door.css"),
);

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("travaux", "css", SHEETS.as_bytes()));
/// The one module of script: what its parts share, then each part, which looks whether the page is one of its own.
const SCRIPTS: &str = concat!(
    include_str!("../../assets/js/fragment.js"),
    include_str!("../../assets/js/keys.js"),
    include_str!("../../assets/js/door.js"),
    include_str!("../../assets/js/preview.js"),
    include_str!("../../assets/js/desk.js"),
);

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new("travaux", "js", SCRIPTS.as_bytes()));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", include_bytes!("../../assets/icon.svg")));

/// The address of the stylesheet.
pub(super) fn style() -> &'static str {
    &STYLE.address
}

/// The address of the script.
pub(super) fn script() -> &'static str {
    &SCRIPT.address
}

/// The address of the icon.
pub(super) fn icon() -> &'static str {
    &ICON.address
}

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::ASSET, get(asset))
}

async fn asset(Path(name): Path<String>) -> Result<Response, Error> {
    let address = paths::asset(&name);
    let asset =
        [&STYLE, &SCRIPT, &ICON].into_iter().find(|it| it.address == address).ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::ETAG, Tag::of([asset.content]).header()),
    ];
    Ok((headers, asset.content).into_response())
}

impl Asset {
    fn new(name: &str, ending: &str, content: &'static [u8]) -> Self {
        let hash: String = Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let media_type = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        Self { address: paths::asset(&format!("{name}-{hash}.{ending}")), media_type, content }
    }
}
