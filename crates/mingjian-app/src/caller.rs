//! Who calls: a logged-in person with roles, organ and department, as loaded for this request.
//! It grants nothing by itself.

use crate::error::AppError;
use mingjian_domain::actor::Actor;
use mingjian_domain::id::OfficerId;
use mingjian_law::procedure::Role;
use mingjian_store::organ::OrganRow;
use mingjian_store::user::UserRow;
use mingjian_store::{ReadTx, officer, organ};

/// A person who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// As the domain sees the person.
    pub actor: Actor,
    /// The login name.
    pub login: String,
}

impl Caller {
    /// Whether the person has one of these roles.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.actor.roles.contains(role))
    }

    /// Loads what is needed of a person.
    pub(crate) async fn load(tx: &mut ReadTx, user: &UserRow) -> Result<Self, AppError> {
        let organs = organ::all(tx).await?;
        let officer = officer::by_user(tx, user.id).await?.map(|officer| officer.id);
        Self::known(user, &organs, officer)
    }

    /// The same from what is loaded already.
    ///
    /// A person of an entrusted body acts in the name of the organ above it (行政处罚法 第二十条).
    pub(crate) fn known(
        user: &UserRow,
        organs: &[OrganRow],
        officer: Option<OfficerId>,
    ) -> Result<Self, AppError> {
        let employer = organs.iter().find(|row| row.id == user.organ_id).ok_or(AppError::Unauthenticated)?;
        let (organ, body) = match (employer.kind, employer.parent_id) {
            (organ::OrganKind::EntrustedBody, Some(parent)) => (parent, Some(employer.id)),
            _ => (employer.id, None),
        };
        let roles = user.roles.iter().filter_map(|role| Role::from_id(role)).collect();
        let department = user.department_id.unwrap_or(user.organ_id);
        let actor = Actor { user: user.id, name: user.name.clone(), roles, organ, body, department, officer };
        Ok(Self { actor, login: user.login.clone() })
    }
}
