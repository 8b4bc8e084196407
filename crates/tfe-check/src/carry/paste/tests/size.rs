//! Damaged and large pastes.
