/** The process answers: nothing else is asked, so that a database's trouble does not get it killed. */
export function GET(): Response {
  return Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } })
}

export const dynamic = 'force-dynamic'
