//! What both sites look like: one layout, one style sheet, the parts that pages are made of, and the words of error pages.
//! It holds no state, knows no database and answers no request; a site hands it data and sends what comes out.
//!
//! A crate that draws pages names the shared templates in its `askama.toml`:
//! `dirs = ["templates", "../mingjian-html/templates"]` (under `[general]`),
//! gives each page struct a field `page: Page`, and starts its template with `{% extends "layout/page.html" %}`.
//! Parts are values: `{{ tag }}` writes a [`parts::StatusTag`] as markup, with every text in it escaped.

pub mod asset;
pub mod display;
pub mod error;
pub mod header;
pub mod page;
pub mod parts;
