//! What a person clicks, in a real browser: Chromium, driven through WebDriver. Skips where it is not installed.

mod axe;
mod chrome;
mod demo;
mod door;
mod life;
mod public;
mod served;
mod story;
mod usable;
