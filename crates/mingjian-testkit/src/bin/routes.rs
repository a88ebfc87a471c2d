//! Prints every address that the program answers, one a line as `GET /decisions/{id}`, taken from the routers themselves:
//! the browser tests compare it with the pages that they have looked at.
//! It serves nothing, and says nothing of who may come.

fn main() {
    let staff = mingjian_web::routes().into_iter().map(|route| (route.method, route.path));
    let interface = mingjian_web::api::ROUTES.iter().copied();
    let public = mingjian_portal::ROUTES.iter().map(|&(path, method)| (method, path));
    for (method, path) in staff.chain(interface).chain(public) {
        say(&format!("{method} {path}"));
    }
}

/// Prints a line for the test that asked.
#[expect(clippy::print_stdout, reason = "the answer to the test that asked")]
fn say(line: &str) {
    println!("{line}");
}
