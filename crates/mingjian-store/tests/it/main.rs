//! The contract of the store: every public function, each on SQLite and on PostgreSQL, in one binary.
//! It asserts no rule of law; those are the domain's tests.

#[cfg(test)]
mod support;

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod database;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod secrecy;
#[cfg(test)]
mod tamper;

#[cfg(test)]
mod audit;
#[cfg(test)]
mod blob;
#[cfg(test)]
mod body;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod digest;
#[cfg(test)]
mod document;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod identifier;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod interest;
#[cfg(test)]
mod job;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod letterhead;
#[cfg(test)]
mod login;
#[cfg(test)]
mod number_series;
#[cfg(test)]
mod officer;
#[cfg(test)]
mod power;
#[cfg(test)]
mod proceeding;
#[cfg(test)]
mod publication;
#[cfg(test)]
mod subject;
#[cfg(test)]
mod work;
