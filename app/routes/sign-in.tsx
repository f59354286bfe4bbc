import type { LoaderFunctionArgs } from '@remix-run/node'
import { useT } from '../components/reader.tsx'

export const handle = { permission: 'public' } as const

export async function loader(_args: LoaderFunctionArgs) {
  return null
}

export default function SignIn() {
  const t = useT()
  return <h1>{t('auth.sign_in')}</h1>
}
