//! Paging: numbered pages for the public, previous and next for long lists of staff.
//! It knows no query: addresses are handed in.

use askama::Template;

use super::writes_markup;

/// Numbered pages of a list whose length is known.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pagination.html")]
pub struct Pagination {
    /// This page, from one.
    pub page: u64,
    /// How many a page shows.
    pub per_page: u64,
    /// How many there are.
    pub total: u64,
    /// The address of a page up to its number, such as `/decisions?page=`.
    pub prefix: String,
}

/// A place in the row of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Page(u64),
    Gap,
}

impl Pagination {
    /// The number of the last page; an empty list has one.
    pub fn last(&self) -> u64 {
        self.total.div_ceil(self.per_page.max(1)).max(1)
    }

    /// Which of the things this page shows.
    pub fn first_shown(&self) -> u64 {
        (self.page.saturating_sub(1)).saturating_mul(self.per_page).saturating_add(1)
    }

    /// The last of the things that this page shows.
    pub fn last_shown(&self) -> u64 {
        self.page.saturating_mul(self.per_page).min(self.total)
    }

    /// The first page, the last, this one and its neighbours.
    pub(crate) fn places(&self) -> Vec<Place> {
        let last = self.last();
        let near = self.page.saturating_sub(1)..=self.page.saturating_add(1);
        let mut places = Vec::new();
        let mut before = 0;
        for page in [1].into_iter().chain(near).chain([last]).filter(|page| (1..=last).contains(page)) {
            if page <= before {
                continue;
            }
            match page - before {
                1 => {}
                // A gap that would hide one page is that page.
                2 => places.push(Place::Page(page - 1)),
                _ => places.push(Place::Gap),
            }
            places.push(Place::Page(page));
            before = page;
        }
        places
    }
}

/// Before and after in a list that is paged by its own keys.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub struct KeysetPager {
    /// The address of what comes before.
    pub previous: Option<String>,
    /// The address of what comes after.
    pub next: Option<String>,
}

writes_markup!(Pagination, KeysetPager);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_pages_shows_both_ends_and_the_neighbours() {
        let row = |page, total| {
            let pagination = Pagination { page, per_page: 10, total, prefix: "/list?page=".to_owned() };
            pagination
                .places()
                .into_iter()
                .map(|place| match place {
                    Place::Page(page) => page.to_string(),
                    Place::Gap => "…".to_owned(),
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(row(1, 0), "1");
        assert_eq!(row(1, 31), "1 2 3 4");
        assert_eq!(row(5, 100), "1 … 4 5 6 … 10");
        assert_eq!(row(4, 100), "1 2 3 4 5 … 10");
        assert_eq!(row(10, 100), "1 … 9 10");
        assert_eq!(row(99, 100), "1 … 10");
    }
}
