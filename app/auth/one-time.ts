import { randomInt } from 'node:crypto'
import { DAY_MS } from '../domain/values/time.ts'

/** How long a one-time password opens the door (S65). */
export const ONE_TIME_LIFE_MS = DAY_MS

/** Without letters and digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUP_CHARS = 4

/** Random text in groups of four that can be read out: almost 20 bits a group. */
export function randomGroups(groups: number): string {
  const group = () => Array.from({ length: GROUP_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** A password for once, with 99 random bits. It must be replaced at the first sign-in. */
export function newOneTimePassword(): string {
  return randomGroups(5)
}
