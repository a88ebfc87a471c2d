//! Questions of law that anyone may ask: the last day of a rule.
//! It adds nothing to the pack's answer.

use crate::app::App;
use crate::error::AppError;
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_law::due::Due;

impl App {
    /// The last day of a rule whose event fell on a day.
    ///
    /// # Errors
    /// `Input` when there is no such rule, or the count leaves the range of dates.
    pub fn due(&self, rule: &str, start: NaiveDate) -> Result<Due, AppError> {
        self.law().due(rule, start).map_err(|error| InputFault::new("rule", &error.to_string()).into())
    }
}
