//! The contract of the public database: every public function, each on SQLite and on PostgreSQL, in one binary.
//! What may be published is the gate's business; here it is only kept, read and taken away.

#[cfg(test)]
mod publication;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod support;
