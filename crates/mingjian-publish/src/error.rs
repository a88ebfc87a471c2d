//! What can go wrong with the public database.
//! A row that is not there is no error: reads answer `Option`.

/// A failure of the public database.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A migration failed, or one that was applied differs from the one in this program.
    #[error("公示库升级脚本 {name} 未能执行：{why}")]
    Migration {
        /// The migration.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// A row does not hold what it says.
    #[error("公示库中的记录 {row} 已损坏或被改动：{why}")]
    Corrupt {
        /// Which row.
        row: String,
        /// What does not fit.
        why: &'static str,
    },
    /// A withdrawal names a decision that was never published.
    #[error("公示库中没有可以撤下的决定 {0}")]
    NotThere(String),
    /// A value cannot be written as JSON.
    #[error("公示内容无法写入")]
    Unwritable(#[source] serde_json::Error),
    /// The database refused or could not be reached.
    #[error("公示库操作失败")]
    Database(#[from] sqlx::Error),
}
