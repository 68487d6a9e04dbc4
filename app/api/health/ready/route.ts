import { findReadiness } from '@/lib/server/database/readiness'

/** 200 when requests can be served; 503 until the database is reachable and migrated. */
export async function GET(): Promise<Response> {
  const status = await findReadiness()
  return Response.json(
    { status },
    { status: status === 'ready' ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

export const dynamic = 'force-dynamic'
