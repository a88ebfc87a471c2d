//! The contract of the store, on both engines, in one binary.
//! It asserts no rule of law.

#[cfg(test)]
mod support;

#[cfg(test)]
mod body;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod login;
#[cfg(test)]
mod officer;
