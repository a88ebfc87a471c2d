//! What the tests share: calls to the API in process, a case that is moved by calls, dumps, and the built program.
//! It judges nothing: every expectation stands in a test.

pub(crate) mod acts;
pub(crate) mod case;
pub(crate) mod dump;
pub(crate) mod http;
pub(crate) mod program;
pub(crate) mod search;
pub(crate) mod stages;
pub(crate) mod tcp;
