//! Rebuilds the crate when a pack changes: the packs of `law/` are embedded into it.
//! It generates nothing.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=../../law");
}
