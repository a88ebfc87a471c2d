//! The scripts of the case database.
//! How they are applied, once and in order, is the same for both databases and stands in `mingjian-sql`.

use mingjian_sql::migration::{MigrationError, Plan, Script};
use mingjian_sql::{Pool, scripts};

use crate::error::StoreError;

/// All scripts, in order; append only.
const MIGRATIONS: [Script; 10] = scripts![
    "0001_bodies_and_people",
    "0002_proceedings",
    "0003_records",
    "0004_work",
    "0005_interests_and_letterheads",
    "0006_law_in_use",
    "0007_subjects",
    "0008_powers",
    "0009_content_of_confirmations",
    "0011_work_and_digests",
];

const PLAN: Plan = Plan { table: "schema_migrations", lock: 7_308_604_897_285_404, scripts: &MIGRATIONS };

/// Applies what is missing.
pub(crate) async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    mingjian_sql::migration::migrate(pool, &PLAN).await.map_err(|error| match error {
        MigrationError::Script { name, why } => StoreError::Migration { name, why },
        MigrationError::Database(error) => StoreError::Database(error),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_script_in_the_folders_is_embedded_in_order_with_a_reason_on_top() {
        for engine in ["sqlite", "postgres"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
            let mut names: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
                .collect();
            names.sort();
            assert_eq!(names, MIGRATIONS.map(|migration| migration.name.to_owned()), "{engine}");
        }
        for migration in &MIGRATIONS {
            assert!(migration.sqlite.starts_with("-- "), "{}", migration.name);
            assert!(migration.postgres.starts_with("-- "), "{}", migration.name);
        }
    }
}
