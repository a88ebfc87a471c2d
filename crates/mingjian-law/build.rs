//! Rebuilds the crate when a pack changes: the packs of `law/` are embedded into it.
//! It generates nothing.

fn main() {
    println!("cargo::rerun-if-changed=../../law");
}
