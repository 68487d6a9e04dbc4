/** The routes that a supervisor's questions go to, to be called in this process. */
import { searchMachines } from '@/lib/features/machine/queries/search/search'
import { searchMachinesEndpoint } from '@/lib/features/machine/schema/search'
import { getReviewReport } from '@/lib/features/report/queries/review'
import { getStockReport } from '@/lib/features/report/queries/stock'
import { getReviewReportEndpoint, getStockReportEndpoint } from '@/lib/features/report/schema/reports'
import { jsonText } from '@/lib/server/http/answer'
import { defineRoute } from '@/lib/server/http/define-route'
import { callRoute } from '@/testing/call-route'
import { record, type Script } from './record'

// Those of app/api say the same; a script may not import them.
const ROUTES: Record<string, Parameters<typeof callRoute>[0]> = {
  [searchMachinesEndpoint.path]: defineRoute(searchMachinesEndpoint, async ({ actor, query }) =>
    jsonText(await searchMachines(actor, query)),
  ),
  [getStockReportEndpoint.path]: defineRoute(getStockReportEndpoint, ({ actor, query }) =>
    getStockReport(actor, query),
  ),
  [getReviewReportEndpoint.path]: defineRoute(getReviewReportEndpoint, ({ actor, query }) =>
    getReviewReport(actor, query),
  ),
}

/**
 * What a question says to the database, without the look-up of the session: that is the program's own cost.
 * @param url path and query
 */
export async function recordQuestion(url: string, headers: Record<string, string>): Promise<Script> {
  const [path = '', search] = url.split('?')
  const route = ROUTES[path]
  if (!route) throw new Error(`no route for ${url}`)
  const script = await record(async () => {
    const { status } = await callRoute(route, {
      query: Object.fromEntries(new URLSearchParams(search)),
      headers,
    })
    if (status !== 200) throw new Error(`${url} answered ${status}`)
  })
  return script.filter(({ text }) => !text.includes('"sessionEpoch"'))
}
