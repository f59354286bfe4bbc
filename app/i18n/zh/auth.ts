import type { auth as keys } from '../en/auth.ts'

/** 登录、本人账户与员工管理。 */
export const auth: Readonly<Record<keyof typeof keys, string>> = {
  'auth.sign_in': '登录',
  'auth.sign_out': '退出登录',
}
