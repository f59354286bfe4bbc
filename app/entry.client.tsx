import { RemixBrowser } from '@remix-run/react'
import { setNonce } from 'get-nonce'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { NonceContext } from './components/nonce.ts'

// The browser hides the attribute from scripts and keeps the value in the property.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
setNonce(nonce)

/**
 * Waits until the page's data are read from the stream beside its markup.
 * A key or a click makes React take the page over at once, and a root that then has to wait for its data is given up for good (error 345): the
 * page would look right and hear nothing until it is loaded again. A component that waits throws what it waits for, here before its first hook.
 */
async function dataRead(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (awaited) {
    // Anything else is met again while the page is taken over, and told there.
    if (awaited instanceof Promise) await awaited
  }
}

await dataRead()
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceContext.Provider value={nonce}>
        <RemixBrowser />
      </NonceContext.Provider>
    </StrictMode>,
  )
})
