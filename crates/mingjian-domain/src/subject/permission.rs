//! Who may see and keep the register: the whole organ reads, the responsible department writes and sees the numbers.
//! Lists of other organs are never reached: the organ is part of every query.

use crate::actor::Actor;
use crate::id::OrganId;
use mingjian_law::procedure::Role;

/// Who works with the register at all; administrators of the system do not.
pub const READERS: &[Role] = &[
    Role::Officer,
    Role::UnitHead,
    Role::Reviewer,
    Role::ReviewHead,
    Role::AgencyHead,
    Role::Clerk,
    Role::Archivist,
    Role::HearingHost,
    Role::Supervisor,
];

/// Who keeps it.
pub const KEEPERS: &[Role] = &[Role::Officer, Role::UnitHead];

/// Whether a person may read the register of an organ.
pub fn may_read(actor: &Actor, organ: OrganId) -> bool {
    actor.organ == organ && READERS.iter().any(|role| actor.roles.contains(role))
}

/// Whether a person may enter subjects for a department.
pub fn may_keep(actor: &Actor, organ: OrganId, department: OrganId) -> bool {
    actor.organ == organ
        && actor.department == department
        && KEEPERS.iter().any(|role| actor.roles.contains(role))
}
