//! A small office with one case, for the tests of composing: real attempts, real steps, and papers numbered as the app numbers them.
//! It knows no database; days and identifiers are fixed.
