/** The routes that a supervisor's questions go to, to be called in this process. */
import { machineRoutes } from '@/lib/features/machine/routes'
import { reportRoutes } from '@/lib/features/report/routes'
import { callRoute } from '@/testing/call-route'
import { record, type Script } from './record'

const ROUTES = [machineRoutes.searchMachines, reportRoutes.getStockReport, reportRoutes.getReviewReport]

/**
 * What a question says to the database, without the look-up of the session: that is the program's own cost.
 * @param url path and query
 */
export async function recordQuestion(url: string, headers: Record<string, string>): Promise<Script> {
  const [path = '', search] = url.split('?')
  const route = ROUTES.find(({ endpoint }) => endpoint.path === path)
  if (!route) throw new Error(`no route for ${url}`)
  const script = await record(async () => {
    const { status } = await callRoute(route, {
      query: Object.fromEntries(new URLSearchParams(search)),
      headers,
    })
    if (status !== 200) throw new Error(`${url} answered ${status}`)
  })
  return script.filter(({ text }) => !text.includes('staff_session'))
}
