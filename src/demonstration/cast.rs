//! Who takes part in the demonstration. States and bodies are invented; nobody who acts for them has a name.

use crate::identity::Track;

/// A delegation: how the scripts call it, and its name.
pub(super) struct Member {
    /// In the scripts.
    pub(super) called: &'static str,
    /// On its sheet.
    pub(super) name: &'static str,
    pub(super) track: Track,
}

const fn state(called: &'static str, name: &'static str) -> Member {
    Member { called, name, track: Track::States }
}

const fn body(called: &'static str, name: &'static str) -> Member {
    Member { called, name, track: Track::Stakeholders }
}

/// The delegation whose story the demonstration tells.
pub(super) const FIRST: &str = "kelani";
/// Another one, to look at the same things from the other side.
pub(super) const SECOND: &str = "bantora";

/// The delegations of the first process. The bodies listen: of their track fewer than five take part.
pub(super) const ENROLLED: [Member; 12] = [
    state("arvenia", "Arvenia"),
    state("bantora", "Bantora"),
    state("corvia", "Corvia"),
    state("domara", "Domara"),
    state("estrevia", "Estrevia"),
    state("kelani", "Kelani Islands"),
    state("mirovia", "Mirovia"),
    state("quendara", "Quendara"),
    state("talvera", "Talvera"),
    state("zamoria", "Zamoria"),
    body("operators", "Forum of Network Operators"),
    body("archives", "Union of Public Archives"),
];

/// Delegations whose codes have not been used.
pub(super) const TO_ENROL: [Member; 2] = [state("norvania", "Norvania"), state("ushara", "Ushara")];

/// The delegations of the second process.
pub(super) const OF_SECOND: [Member; 3] =
    [state("domara", "Domara"), state("talvera", "Talvera"), state("ushara", "Ushara")];

/// A member of the staff.
pub(super) struct Official {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    /// The State they are co-chair for; the secretariat speaks for none.
    pub(super) chairs_for: Option<&'static str>,
    pub(super) in_second: bool,
}

/// The co-chairs, the first of them in both processes, and the secretariat.
pub(super) const STAFF: [Official; 3] = [
    Official {
        login: "co-chair.estrevia",
        name: "Co-chair for Estrevia",
        chairs_for: Some("Estrevia"),
        in_second: true,
    },
    Official {
        login: "co-chair.quendara",
        name: "Co-chair for Quendara",
        chairs_for: Some("Quendara"),
        in_second: false,
    },
    Official { login: "secretariat", name: "Secretariat", chairs_for: None, in_second: true },
];
