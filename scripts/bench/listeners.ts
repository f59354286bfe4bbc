/** The pages of the streams bench, in a process of their own: each listens to `/live` and tells its parent what it hears. */
import http from 'node:http'

process.on('message', ({ port, cookies }: { port: number; cookies: readonly string[] }) => {
  for (const cookie of cookies) {
    http.get({ port, path: '/live', headers: { cookie }, agent: false }, (res) => {
      process.send?.(res.statusCode === 200 ? 'open' : 'refused')
      res.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('event: flags')) process.send?.('flags')
      })
    })
  }
})
