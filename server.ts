/**
 * The production server: calls of the API go to lib/api.ts, everything else to Next. Built into one file by
 * `npm run build`, started and watched by `npm start`. Under plain Next (`next dev`, `next start`) app/api serves the same.
 */
import path from 'node:path'
import next from 'next'
import { api } from '@/lib/api'
import { startBackground } from '@/lib/background'
import { endStreams } from '@/lib/features/live/queries/hub'
import { closeConnections } from '@/lib/server/database/connections'
import { env } from '@/lib/server/env'
import { makeHttpServer } from '@/lib/server/http/http-server'
import { offerApi } from '@/lib/server/http/own-api'
import { withPackedFiles } from '@/lib/server/http/packed-files'
import { withPageErrors } from '@/lib/server/http/page-errors'
import { withVerificationFiles } from '@/lib/server/http/verification-files'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'

/** Time for running requests to end when the server stops. */
const FINISH_MS = 8_000

// Photos, exports, messages: nobody else's.
process.umask(0o077)
const { PORT, HOST, VERIFICATION_FILES } = env()
offerApi(api)
const site = next({ dev: false, port: PORT, hostname: 'localhost' })
await site.prepare()

/** Built, this file stands in a folder of Next's build. */
const distDir = path.dirname(import.meta.dirname)
const pages = withPageErrors(
  withVerificationFiles(VERIFICATION_FILES ?? '', withPackedFiles(distDir, site.getRequestHandler())),
)
const server = makeHttpServer(api, pages)
server.listen({ port: PORT, host: HOST || undefined })
const stopBackground = startBackground()

/** Graceful stop: no new connections or work; running requests and jobs end, then the process. */
async function stop(): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  endStreams()
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
