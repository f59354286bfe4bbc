/** Languages and themes a person may choose. */
export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]
export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Reads a stored language; anything unknown is English. */
export function localeOf(text: string): Locale {
  return text === 'zh' ? 'zh' : 'en'
}

/** Reads a stored theme; anything unknown follows the system. */
export function themeOf(text: string): Theme {
  return text === 'light' || text === 'dark' ? text : 'auto'
}
