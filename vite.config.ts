import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** Programs of machine code, and what finds files of its own beside itself: they stay where they are. */
const OUTSIDE = ['@node-rs/argon2', 'better-sqlite3', 'express', 'pg', 'pino', 'prom-client', 'vite']

/**
 * The server and its threads are built together with the pages: one copy of what they share, and of packages no more than what is used. Commands are run by
 * Node as they are.
 */
const builtServer: Plugin = {
  name: 'topwarden:server',
  enforce: 'post',
  config: (_config, { command, isSsrBuild }) => command !== 'build' || !isSsrBuild ? undefined : {
    define: { 'process.env.NODE_ENV': '"production"' },
    esbuild: { charset: 'ascii', legalComments: 'none', minifyIdentifiers: false },
    ssr: { noExternal: true, external: OUTSIDE },
    build: {
      minify: 'esbuild',
      rollupOptions: {
        input: { index: 'virtual:remix/server-build', start: 'scripts/start.ts', worker: 'app/worker/worker.ts', receiver: 'app/worker/receiver.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  // One sign beyond ASCII makes V8 hold the whole file with two bytes a sign. What the minifier leaves of them stands in regular expressions.
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (this.environment.name === 'ssr' && file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    }
  },
}

export default defineConfig({
  plugins: [
    builtServer,
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
