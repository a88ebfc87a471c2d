//! The ways of a case, as tables of acts for the tests of composing.
//! They judge nothing; the tests do.
