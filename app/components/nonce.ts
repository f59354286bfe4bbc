import { createContext, useContext } from 'react'

/** The nonce of this answer's content security policy; provided by both entries, read by whatever writes script or style elements. */
export const NonceContext = createContext('')

export function useNonce(): string {
  return useContext(NonceContext)
}
