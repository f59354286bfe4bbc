/** Ceilings of what one file may be (S25). Each is refused with its own code; all are configurable. */
export interface IntakeLimits {
  /** Bytes of the file as it lies on disk. */
  readonly fileBytes: number
  /** Bytes after unpacking. */
  readonly unpackedBytes: number
  /** Unpacked bytes for each packed one, looked at once a file has grown past {@link ratioFromBytes}. */
  readonly unpackRatio: number
  readonly ratioFromBytes: number
  readonly archiveMembers: number
  readonly rows: number
  readonly columns: number
  /** Characters of one row, line breaks inside quotes included. */
  readonly rowChars: number
  /** Lines that one quoted row may span. */
  readonly rowLines: number
  readonly fieldChars: number
  readonly jsonDepth: number
}

export const DEFAULT_LIMITS: IntakeLimits = {
  fileBytes: 2 * 1024 ** 3,
  unpackedBytes: 8 * 1024 ** 3,
  unpackRatio: 200,
  ratioFromBytes: 8 * 1024 ** 2,
  archiveMembers: 100,
  rows: 20_000_000,
  columns: 300,
  rowChars: 1024 ** 2,
  rowLines: 200,
  fieldChars: 64 * 1024,
  jsonDepth: 32,
}

/** How much of a refused row is kept to be looked at. */
export const KEPT_RAW_CHARS = 4_000
