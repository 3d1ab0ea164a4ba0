//! The only source of randomness.

/// Sixteen bytes nobody can guess: for ids.
///
/// # Errors
///
/// Fails only where the operating system has no randomness to give.
pub fn id() -> std::io::Result<[u8; 16]> {
    bytes()
}

/// Thirty-two bytes nobody can guess: for tags and hashes of things without an owner.
///
/// # Errors
///
/// As [`id`].
pub fn secret() -> std::io::Result<[u8; 32]> {
    bytes()
}

/// So many bytes nobody can guess: for keys and nonces.
///
/// # Errors
///
/// As [`id`].
pub fn bytes<const N: usize>() -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes)
}
