/** Bounds of one request to the machine interface (S25). */
export const MAX_API_BODY_BYTES = 4 * 1024 ** 2
export const MAX_API_ITEMS = 1_000
/** Bodies of all requests together that are kept while they are heard and taken in (S80). */
export const MAX_API_BODIES_BYTES = 16 * MAX_API_BODY_BYTES
