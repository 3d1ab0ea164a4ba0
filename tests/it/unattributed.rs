//! The promise: nobody can tell which delegation wrote a submission, who holds the files least of all. And what stands
//! beside it: nothing acknowledged is lost, and a delegation has one voice.

mod dump;
mod enrolment;
mod held;
mod interruption;
mod order;
mod people;
mod positions;
mod preparation;
mod release;
mod remnants;
mod sessions;
mod submission;
