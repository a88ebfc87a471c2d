//! Which page of a list is asked for.
//! It counts nothing and reads no list.

use crate::error::PageError;

/// How many a page shows unless the reader says otherwise.
pub(crate) const PER_PAGE: u64 = 20;
const MOST_PER_PAGE: u64 = 100;

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paging {
    pub(crate) page: u64,
    pub(crate) per_page: u64,
}

impl Paging {
    /// Reads the query of an address.
    ///
    /// # Errors
    /// When a number is none or lies outside its bounds.
    pub(crate) fn of(query: Option<&str>) -> Result<Self, PageError> {
        let value = |name: &str| {
            let pairs = query.unwrap_or_default().split('&');
            pairs
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value)
        };
        let page = value("page").map_or(Ok(1), |text| number(text, 1, u64::from(u32::MAX)));
        let per_page = value("per_page").map_or(Ok(PER_PAGE), |text| number(text, 1, MOST_PER_PAGE));
        match (page, per_page) {
            (Ok(page), Ok(per_page)) => Ok(Self { page, per_page }),
            (Err(()), _) => Err(PageError::invalid("页码（page）应当是从1开始的整数。请改正后重试。")),
            (_, Err(())) => {
                let message = format!("每页件数（per_page）应当是1到{MOST_PER_PAGE}的整数。请改正后重试。");
                Err(PageError::invalid(&message))
            }
        }
    }

    /// The address of a page of this list up to its number.
    pub(crate) fn prefix(self, path: &str) -> String {
        if self.per_page == PER_PAGE {
            format!("{path}?page=")
        } else {
            format!("{path}?per_page={}&page=", self.per_page)
        }
    }
}

fn number(text: &str, least: u64, most: u64) -> Result<u64, ()> {
    let figures = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = figures.then(|| text.parse::<u64>().ok()).flatten();
    number.filter(|number| (least..=most).contains(number)).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_within_its_bounds() {
        assert_eq!(Paging::of(None).unwrap(), Paging { page: 1, per_page: 20 });
        assert_eq!(Paging::of(Some("per_page=100&page=3")).unwrap(), Paging { page: 3, per_page: 100 });
        for wrong in ["page=0", "page=-1", "page=", "page=+1", "page=1.5", "page=99999999999999999999"] {
            assert!(Paging::of(Some(wrong)).unwrap_err().message.unwrap().contains("页码"), "{wrong}");
        }
        for wrong in ["per_page=0", "per_page=101", "per_page=x"] {
            assert!(Paging::of(Some(wrong)).unwrap_err().message.unwrap().contains("每页件数"), "{wrong}");
        }
    }
}
