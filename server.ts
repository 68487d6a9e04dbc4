/**
 * The production server: calls of the API go to lib/api.ts, everything else to Next. Built into one file by
 * `npm run build`, started and watched by `npm start`. Under plain Next (`next dev`, `next start`) app/api serves the same.
 */
import http from 'node:http'
import next from 'next'
import { api } from '@/lib/api'
import { startBackground } from '@/lib/background'
import { closeConnections } from '@/lib/server/database/connections'
import { env } from '@/lib/server/env'
import { offerApi } from '@/lib/server/http/own-api'
import { requestListener } from '@/lib/server/http/request-listener'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'

/** Longer than load balancers keep idle connections (60 s as a rule), so that none sends into one that we are closing. */
const KEEP_ALIVE_MS = 65_000
/** Requests under way have this long to end once the server is to stop. */
const FINISH_MS = 8_000

const { PORT } = env()
offerApi(api)
const site = next({ dev: false, port: PORT, hostname: 'localhost' })
await site.prepare()

const server = http.createServer(requestListener(api, site.getRequestHandler()))
server.keepAliveTimeout = KEEP_ALIVE_MS
server.listen(PORT)
const stopBackground = startBackground()

/** No new connections, no new work; what is under way ends, and the process with it. */
async function stop(): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), FINISH_MS)
  await Promise.all([closed, stopBackground()])
  clearTimeout(late)
  await closeConnections()
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    stop().catch((error: unknown) => {
      log().error({ error: errorFacts(error) }, 'the server did not stop cleanly')
      process.exit(1)
    })
  })
