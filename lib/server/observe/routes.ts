import { AppError } from '@/lib/core/app-error'
import { findReadiness, READINESS } from '@/lib/server/database/readiness'
import { Answer, json } from '@/lib/server/http/answer'
import type { PlainRoute } from '@/lib/server/http/mount-api'
import { metrics } from './metrics'
import { mayReadMetrics } from './metrics-access'

/** The process is alive. Does not check the database, whose outage must not get the process killed. */
const live: PlainRoute = {
  method: 'GET',
  path: '/api/health/live',
  answer: async () => json({ status: 'live' }, 200),
}

/** 200 when requests can be served; 503 with the reason until the database is reached, takes writes and is migrated. */
const ready: PlainRoute = {
  method: 'GET',
  path: '/api/health/ready',
  async answer() {
    const status = await findReadiness()
    return json({ status, detail: READINESS[status] }, status === 'ready' ? 200 : 503)
  },
}

/** Prometheus text; 404 for callers without access. */
const figures: PlainRoute = {
  method: 'GET',
  path: '/api/metrics',
  async answer({ request, address }) {
    if (!mayReadMetrics(request, address)) throw new AppError('NOT_FOUND', { detail: '没有这个接口' })
    const { registry } = metrics()
    const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' }
    return new Answer(200, headers, await registry.metrics())
  },
}

/** Health and metrics. */
export const observeRoutes: readonly PlainRoute[] = [live, ready, figures]
