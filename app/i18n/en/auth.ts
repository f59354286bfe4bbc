/** Sign-in, own account and staff pages. */
export const auth = {
  'auth.sign_in': 'Sign in',
  'auth.sign_out': 'Sign out',
} as const
