import { metrics } from '@/lib/server/observe/metrics'
import { mayReadMetrics } from '@/lib/server/observe/metrics-access'

/** Prometheus text. To others it does not exist. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request)) return new Response(null, { status: 404 })
  const { registry } = metrics()
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  })
}

export const dynamic = 'force-dynamic'
