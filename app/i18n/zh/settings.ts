import type { settings as keys } from '../en/settings.ts'

export const settings: Readonly<Record<keyof typeof keys, string>> = {
}
