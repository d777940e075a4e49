//! WeCom client: tokens, sign-in, messages.
