/** Bounds of one request to the machine interface (S25). */
export const MAX_API_BODY_BYTES = 4 * 1024 ** 2
export const MAX_API_ITEMS = 1_000
