//! Notices to people over WeChat and in the app.
