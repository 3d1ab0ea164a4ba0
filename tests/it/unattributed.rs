//! The promise: nobody can tell which delegation wrote a submission, who holds the files least of all. And what stands
//! beside it: nothing acknowledged is lost, and a delegation has one voice.

mod backup;
mod dump;
mod enrolment;
mod held;
mod interruption;
mod keys;
mod order;
mod people;
mod positions;
mod preparation;
mod questions;
mod receipts;
mod release;
mod remnants;
mod rules;
mod sessions;
mod slips;
mod snapshots;
mod submission;
mod times;
