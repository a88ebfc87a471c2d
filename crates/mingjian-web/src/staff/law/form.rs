//! What the forms about rules share: typed values that stay, faults beside their fields, and a summary above them.
//! It reads and judges nothing.

use crate::extract::Fields;
use mingjian_app::AppError;
use mingjian_domain::act::InputFault;
use mingjian_html::parts::{ErrorSummary, Field, Input, SummaryItem};

use crate::error::Problem;

/// What was typed, and the fault that was found in it.
pub(super) struct Typed<'a> {
    pub(super) fields: &'a Fields,
    pub(super) faults: Vec<InputFault>,
}

impl<'a> Typed<'a> {
    pub(super) const fn new(fields: &'a Fields) -> Self {
        Self { fields, faults: Vec::new() }
    }

    /// A field with what was typed and what is wrong with it.
    pub(super) fn field(&self, name: &str, label: &str, input: Input) -> Field {
        let fault = self.faults.iter().find(|fault| fault.field == name);
        Field::new(name, label, input)
            .value(self.fields.get(name).unwrap_or_default())
            .error(fault.map(|fault| fault.problem.clone()))
    }

    /// Takes over what the application found; anything but a fault of a field is answered as a page.
    pub(super) fn outcome<T>(&mut self, outcome: Result<T, AppError>) -> Result<Option<T>, Problem> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(AppError::Input(fault)) => {
                self.faults.push(fault);
                Ok(None)
            }
            Err(AppError::Idempotency(message)) => {
                self.faults.push(InputFault::new("", &message));
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The faults above the form; one that no field shows stands there alone.
    pub(super) fn summary(&self, fields: &[Field]) -> ErrorSummary {
        let items = self.faults.iter().map(|fault| {
            let field = fields.iter().find(|field| field.name == fault.field);
            let message = match field {
                Some(field) => format!("{}：{}", field.label, fault.problem),
                None => fault.problem.clone(),
            };
            SummaryItem { field: field.map(Field::id), message }
        });
        ErrorSummary { items: items.collect() }
    }
}
