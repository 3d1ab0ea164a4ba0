//! The attacker with two copies of the files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};
use travaux::identity::WindowId;
use travaux::identity::authorship::{Authorship, FormNonce};
use travaux::identity::keyring::Keyring;
use travaux::identity::secret::EnrolmentCode;

/// So many bytes that two rows have in common are no accident.
const TELLING: usize = 8;

/// A way of guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The row that came says by a value whose it is.
    Said,
    /// It shares a value with a row that went and says so.
    Shared,
    /// What was written last before it says so.
    JustBefore,
    /// The row that went and is as large beside the others as it is says so.
    Sizes,
    /// The first that came is of the first on the roster.
    Order,
}

pub(super) const WAYS: [Way; 5] = [Way::Said, Way::Shared, Way::JustBefore, Way::Sizes, Way::Order];

/// Whom somebody takes for the author.
pub(super) struct Guess {
    pub(super) whom: usize,
    /// Whether anything led there.
    pub(super) linked: bool,
}

/// A row of the private file: where it stands, and its bytes.
#[derive(Clone, Debug)]
struct Row {
    table: String,
    key: Vec<u8>,
    bytes: Vec<u8>,
    /// Where it was written first, counted from the beginning of the file and then of its log.
    place: usize,
}

/// A copy of the files.
pub(super) struct Copy {
    rows: Vec<Row>,
}

/// A delegation, and all values by which a row could name it.
pub(super) struct Suspect {
    values: Vec<Vec<u8>>,
}

fn sha(parts: &[&[u8]]) -> Vec<u8> {
    Sha256::digest(parts.concat()).to_vec()
}

fn hmac(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut keyed = Hmac::<Sha256>::new_from_slice(key).unwrap();
    keyed.update(bytes);
    keyed.finalize().into_bytes().to_vec()
}

impl Suspect {
    /// Everything that can be made of what the roster, the sheets and the files say: plain, hashed, under every key
    /// that lies there, and as if any of it were the delegation's own key.
    pub(super) fn known(
        id: &[u8],
        name: &str,
        sheet: &str,
        pepper: &[u8],
        windows: &[Vec<u8>],
        before: &Copy,
    ) -> Self {
        let plain = [id.to_vec(), name.as_bytes().to_vec(), sheet.as_bytes().to_vec()];
        let code = sheet.parse::<EnrolmentCode>().ok().map(|it| it.hash().to_vec());
        let plain: Vec<Vec<u8>> = plain.into_iter().chain(code).filter(|it| it.len() >= TELLING).collect();
        let under_keys = |it: &Vec<u8>| {
            [it.clone(), sha(&[it]), hmac(pepper, it), hmac(pepper, &[b"lookup", it.as_slice()].concat())]
        };
        let mut values: Vec<Vec<u8>> = plain.iter().flat_map(under_keys).collect();
        let keys: HashSet<[u8; 32]> = values.iter().map(|it| sha(&[it]).try_into().unwrap()).collect();
        let keys = keys.into_iter().chain(values.clone().into_iter().filter_map(|it| it.try_into().ok()));
        let keys: HashSet<[u8; 32]> = keys.collect();
        for it in &plain {
            for window in windows {
                values.extend([sha(&[it, window]), sha(&[window, it]), hmac(it, window), hmac(window, it)]);
            }
        }
        let forms: Vec<FormNonce> = before.rows.iter().filter_map(Row::form).collect();
        for key in keys {
            let ring = Keyring::new(key);
            let window =
                |it: &Vec<u8>| ring.active(WindowId::from_bytes(it.clone().try_into().unwrap())).to_vec();
            values.extend(windows.iter().map(window));
            // Every entry would give many values; the first of them show whether the key is one.
            values.extend(forms.iter().take(4).map(|it| ring.author(*it).id.as_bytes().to_vec()));
        }
        Self { values }
    }
}

impl Row {
    /// The form of something in preparation stands before what is sealed.
    fn form(&self) -> Option<FormNonce> {
        let sealed =
            self.bytes.get(self.key.len()..self.key.len() + 16).filter(|_| self.table == "preparation")?;
        Some(FormNonce::from_bytes(sealed.try_into().unwrap()))
    }

    fn windows(&self) -> impl Iterator<Item = u64> {
        self.bytes.windows(TELLING).map(|it| u64::from_be_bytes(it.try_into().unwrap()))
    }
}

impl Copy {
    /// Reads the rows of a copy, and where each stands in the bytes.
    pub(super) fn of(dir: &Path) -> Self {
        let (file, log) = (dir.join("private.db"), dir.join("private.db-wal"));
        let raw = [std::fs::read(&file).unwrap(), std::fs::read(log).unwrap_or_default()].concat();
        let conn = Connection::open(&file).unwrap();
        let mut tables = conn.prepare("select name from sqlite_schema where type = 'table'").unwrap();
        let mut rows = Vec::new();
        for table in tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
            let mut query = conn.prepare(&format!("select * from {table}")).unwrap();
            let columns = query.column_count();
            let values = |row: &rusqlite::Row<'_>| (0..columns).map(|it| row.get(it)).collect();
            for values in query.query_map([], values).unwrap() {
                let values: Vec<Value> = values.unwrap();
                let bytes: Vec<Vec<u8>> = values.into_iter().map(bytes_of).collect();
                // Of a marker the last value tells it from others, of everything else the first.
                let key = if table == "active" { bytes[2].clone() } else { bytes[0].clone() };
                rows.push(Row { table: table.clone(), key, bytes: bytes.concat(), place: 0 });
            }
        }
        let mut wanted: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut begins = vec![false; 1 << 16];
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.key.len() >= TELLING) {
            begins[usize::from(row.key[0]) << 8 | usize::from(row.key[1])] = true;
            wanted.entry(u64::from_be_bytes(row.key[..8].try_into().unwrap())).or_default().push(at);
        }
        for (place, it) in raw.windows(TELLING).enumerate() {
            if begins[usize::from(it[0]) << 8 | usize::from(it[1])] {
                let found = wanted.get(&u64::from_be_bytes(it.try_into().unwrap()));
                for at in found
                    .into_iter()
                    .flatten()
                    .filter(|at| rows[**at].place == 0)
                    .copied()
                    .collect::<Vec<_>>()
                {
                    rows[at].place = place;
                }
            }
        }
        Self { rows }
    }

    /// The rows that another copy has not, in the order of their places.
    fn without(&self, other: &Self) -> Vec<Row> {
        let there: HashSet<(&str, &[u8])> =
            other.rows.iter().map(|it| (it.table.as_str(), it.key.as_slice())).collect();
        let new = self.rows.iter().filter(|it| !there.contains(&(it.table.as_str(), it.key.as_slice())));
        let mut rows: Vec<Row> = new.cloned().collect();
        rows.sort_by_key(|it| it.place);
        rows
    }
}

fn bytes_of(value: Value) -> Vec<u8> {
    match value {
        Value::Blob(bytes) => bytes,
        Value::Text(text) => text.into_bytes(),
        Value::Integer(number) => number.to_be_bytes().to_vec(),
        Value::Null | Value::Real(_) => Vec::new(),
    }
}

/// Whom a value names, by some of its bytes.
struct Index(HashMap<u64, usize>);

impl Index {
    fn of(suspects: &[Suspect]) -> Self {
        let mut index = HashMap::new();
        let mut shared = HashSet::new();
        for (n, suspect) in suspects.iter().enumerate() {
            // Their beginnings, for some are cut short, and their ends, for names begin alike.
            let pieces =
                |value: &Vec<u8>| [&value[..TELLING], &value[value.len() - TELLING..]].map(<[u8]>::to_vec);
            for piece in suspect.values.iter().flat_map(pieces) {
                let it = u64::from_be_bytes(piece.try_into().unwrap());
                if index.insert(it, n).is_some_and(|other| other != n) {
                    shared.insert(it);
                }
            }
        }
        index.retain(|it, _| !shared.contains(it));
        Self(index)
    }

    fn names(&self, row: &Row) -> Option<usize> {
        row.windows().find_map(|it| self.0.get(&it)).copied()
    }
}

/// A guess for each item that came to wait.
pub(super) fn guesses(way: Way, before: &Copy, after: &Copy, suspects: &[Suspect]) -> Vec<(Vec<u8>, Guess)> {
    let index = Index::of(suspects);
    let (gone, came) = (before.without(after), after.without(before));
    let gone: Vec<Row> = gone.into_iter().filter(|it| it.table == "preparation").collect();
    let items: Vec<usize> = (0..came.len()).filter(|at| came[*at].table == "waiting").collect();
    let mut of_gone: BTreeMap<u64, Option<usize>> = BTreeMap::new();
    for (at, row) in gone.iter().enumerate() {
        for it in row.windows().collect::<HashSet<_>>() {
            of_gone.entry(it).and_modify(|it| *it = None).or_insert(Some(at));
        }
    }
    let by_size = |rows: Vec<(usize, usize)>| {
        let mut rows = rows;
        rows.sort_unstable();
        rows.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    let gone_by_size = by_size(gone.iter().enumerate().map(|(at, it)| (it.bytes.len(), at)).collect());
    let came_by_size = by_size(items.iter().map(|at| (came[*at].bytes.len(), *at)).collect());
    let one = |nth: usize, at: usize| -> Option<usize> {
        match way {
            Way::Said => index.names(&came[at]),
            Way::Shared => {
                let shared = came[at].windows().find_map(|it| of_gone.get(&it).copied().flatten())?;
                index.names(&gone[shared])
            }
            Way::JustBefore => came[..at].iter().rev().find_map(|it| index.names(it)),
            Way::Sizes => {
                let rank = came_by_size.iter().position(|it| *it == at)?;
                index.names(&gone[*gone_by_size.get(rank)?])
            }
            Way::Order => Some(nth * suspects.len() / items.len()),
        }
    };
    let guess = |(nth, at): (usize, &usize)| {
        let linked = one(nth, *at);
        // Without anything to go by, anybody.
        let anybody = usize::from(came[*at].key[0]) % suspects.len();
        (came[*at].key.clone(), Guess { whom: linked.unwrap_or(anybody), linked: linked.is_some() })
    };
    items.iter().enumerate().map(guess).collect()
}
