use tempfile::TempDir;
use travaux::clock;
use travaux::demonstration::{self};
use travaux::proceedings::{self, Table, account};
use travaux::store::{Access, Store};

#[test]
fn look() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    let started = std::time::Instant::now();
    let demo = demonstration::make(&store, clock::now()).unwrap_or_else(|e| panic!("{e}"));
    println!("made in {:?}", started.elapsed());
    let lines = store
        .blocking_read(|r| {
            let scope = proceedings::find(r, Some(&demo.process))?;
            let table = Table::lay(r, &scope, None)?;
            for w in table.consolidate().warnings { println!("{w:?}"); }
            account(r, &scope)
        })
        .unwrap();
    for line in &lines {
        println!("{} {} {} {} {:?} {:?}", line.made_on, line.submission.name, line.submission.body.kind().name(), line.disposition, line.fit, line.stands_in);
    }
    std::mem::forget(dir);
}
