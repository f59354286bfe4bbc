/** Most rows of a list that a page writes into a file; beyond this `npm run export` is the way. */
export const LIST_EXPORT_ROWS_MAX = 50_000
