import { z } from 'zod'

/** What every form about a staff action carries: the version and content that were shown, and the key made with the page (S5, S7, S8). */
export const ACTION_FIELDS = {
  token: z.string().max(100),
  version: z.string().regex(/^\d{1,9}$/).transform(Number),
  shownHash: z.string().regex(/^[0-9a-f]{0,64}$/),
  key: z.string().regex(/^[\w-]{16,80}$/),
} as const

export const REASON = z.string().max(500)
