import type { audit as keys } from '../en/audit.ts'

export const audit: Readonly<Record<keyof typeof keys, string>> = {
}
