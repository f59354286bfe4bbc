/** Shortest password without a second factor, and the longest that is read (S55), in characters. */
export const PASSWORD_MIN_CHARS = 15
export const PASSWORD_MAX_CHARS = 256
