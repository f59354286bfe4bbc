import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** Only the pages go through Vite; the server, scripts, workers, `db` and the domain are run by Node as they are. */
export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ['**/*.test.*', '**/*.module.css'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // Off on purpose: lazy discovery opens the `__manifest` endpoint, which tells outsiders every route (S50).
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
  build: {
    sourcemap: false,
    target: 'es2022',
    // Data URIs would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
  optimizeDeps: {
    // What pages use is named, so that opening the first one needs no reload; looking for it would follow loaders into the server's packages.
    include: [
      '@mantine/core', '@mantine/dates', '@mantine/hooks', '@mantine/notifications', '@mantine/spotlight', '@remix-run/react', '@tanstack/react-table',
      'dayjs', 'get-nonce', 'react', 'react-dom/client', 'recharts',
    ],
    exclude: ['@node-rs/argon2'],
    entries: ['app/entry.client.tsx'],
  },
  server: { middlewareMode: true },
})
