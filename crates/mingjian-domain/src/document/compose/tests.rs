//! What composing promises: every document is made, nothing stated is lost, sums, clauses and terms are right.
//! Typesetting is tested where it is done.
