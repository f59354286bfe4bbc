import { expect, it } from 'vitest'
import { localeOf, themeOf } from '../../app/auth/preferences.ts'

it('a stored choice is kept; what nobody knows is English, and the theme of the system', () => {
  expect(['en', 'zh', 'fr', ''].map(localeOf)).toEqual(['en', 'zh', 'en', 'en'])
  expect(['auto', 'light', 'dark', 'pink', ''].map(themeOf)).toEqual(['auto', 'light', 'dark', 'auto', 'auto'])
})
