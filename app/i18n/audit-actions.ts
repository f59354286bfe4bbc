import { en } from './en.ts'

const PREFIX = 'audit_action.'

/** The codes of everything that has a phrase of its own in the audit, in the order of the catalogue: what its filter offers. */
export const AUDIT_ACTIONS: readonly string[] = Object.keys(en).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
