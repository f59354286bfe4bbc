import type { dashboard as keys } from '../en/dashboard.ts'

export const dashboard: Readonly<Record<keyof typeof keys, string>> = {
}
