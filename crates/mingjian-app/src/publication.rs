//! Publication: what the public would read, the check before release, and the projection into the public database.
//! What may be read is the gate's to say; this file only carries it there.

use crate::app::App;
use crate::error::AppError;
use mingjian_domain::act::Act;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::proceeding::Proceeding;

impl App {
    /// What the gate finds in the public text that must stay hidden, where an act releases it.
    pub(crate) fn leaks_before(&self, _proceeding: &Proceeding, _act: &Act) -> Result<Vec<String>, AppError> {
        Err(AppError::Internal("the gate is not built yet".to_owned()))
    }

    /// Brings the public database up to the state of a proceeding's publication.
    pub(crate) async fn publish(&self, _proceeding: ProceedingId) -> Result<(), AppError> {
        Err(AppError::Internal("the gate is not built yet".to_owned()))
    }
}
