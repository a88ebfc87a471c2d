//! What the tests share: calls to the API in process, a case that is moved by calls, dumps, and the built program.
//! It judges nothing: every expectation stands in a test.

pub(crate) mod acts;
pub(crate) mod beside;
pub(crate) mod case;
pub(crate) mod dump;
pub(crate) mod http;
pub(crate) mod inspections;
pub(crate) mod program;
pub(crate) mod search;
pub(crate) mod spot;
pub(crate) mod stages;
pub(crate) mod tcp;

/// Makes of each story two tests, one for each engine.
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            use crate::support::http::Api;
            use mingjian_testkit::Engine;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$story(&Api::on(Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgresql() {
                super::$story(&Api::on(Engine::Postgres).await).await;
            }
        }
    )+};
}
pub(crate) use on_both;
