/** What officers do, by the console's API: together what may be approved together, the rest at its own desk. */
import type { PrintJob } from '@/lib/features/document/schema'
import { MAX_PRINTED_TOGETHER } from '@/lib/features/document/schema'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { Fleet, FleetRow } from '@/lib/features/fleet/schema'
import type { Pickup } from '@/lib/features/pickup/schema'
import type { Route } from '@/lib/server/http/define-route'
import { callRoute, fetchRoute, type RouteCall } from '@/testing/call-route'
import { until } from './steps'

export type ConsoleRoutes = typeof import('@/lib/features/filing/routes').filingRoutes &
  typeof import('@/lib/features/fleet/routes').fleetRoutes &
  typeof import('@/lib/features/pickup/routes').pickupRoutes &
  typeof import('@/lib/features/document/routes').documentRoutes

type Headers = Record<string, string>
export type Reviewed = { together: number; alone: number; reasons: Map<string, number> }

export class Office {
  constructor(private readonly routes: ConsoleRoutes) {}

  private async ask<T>(headers: Headers, route: Route, given: RouteCall = {}): Promise<T> {
    const { status, body } = await callRoute<T>(route, { headers, ...given })
    if (status >= 300) throw new Error(`${route.endpoint.path} answered ${status}: ${JSON.stringify(body)}`)
    return body
  }

  /** One officer's work until nothing waits: the next filing, then all of its owner twenty at a time. */
  async review(headers: Headers, done: Reviewed): Promise<void> {
    for (;;) {
      const { status, body } = await callRoute<DeskFiling>(this.routes.nextFiling, { headers })
      if (status >= 300) throw new Error(`the next filing: ${status} ${JSON.stringify(body)}`)
      if (!body) return
      // Of more than twenty the first stay in the list until their decisions have taken effect.
      const fleet = await until(
        () => this.ask<Fleet>(headers, this.routes.getFleet, { params: { id: body.id } }),
        ({ rows }) =>
          rows.some(({ id }) => id === body.id) && rows.every(({ inspection }) => !inspection.pending),
      )
      const own = fleet.rows.filter(
        ({ claim, openDecision }) => !openDecision && (claim === null || claim.mine),
      )
      for (const row of own) await this.decide(headers, row, done)
    }
  }

  private async decide(headers: Headers, row: FleetRow, done: Reviewed): Promise<void> {
    const params = { id: row.id }
    const [reason] = row.excluded
    const stage = row.suggestedStage?.code
    if (reason === undefined && stage) {
      const photoId = row.photos[0]?.photoId ?? null
      const shown = await callRoute<FleetRow>(this.routes.showFleetRow, {
        headers,
        params,
        body: { photoId },
      })
      // A colleague was faster.
      if (shown.status === 409) return
      const body = { version: shown.body.version, emissionStage: stage }
      await this.ask(headers, this.routes.approveFleetRow, { params, body })
      done.together += 1
      return
    }
    // Without what is quoted of a single machine.
    const words = reason?.replace(/“[^”]*”/g, '…') ?? '没有建议'
    const desk = await callRoute<DeskFiling>(this.routes.claimFiling, { headers, params })
    if (desk.status === 409) return
    const body = { verdict: 'APPROVE', version: desk.body.version, emissionStage: stage ?? '3' }
    await this.ask(headers, this.routes.deferDecision, { params, body })
    done.alone += 1
    done.reasons.set(words, (done.reasons.get(words) ?? 0) + 1)
  }

  /** By one code to all that wait for its owner. */
  async lookUp(headers: Headers, code: string): Promise<Pickup[]> {
    const { data } = await this.ask<{ data: Pickup[] }>(headers, this.routes.lookupPickups, {
      body: { code },
    })
    const ownerId = data[0]?.owner.id ?? ''
    const found: Pickup[] = []
    let cursor: string | null | undefined
    do {
      const query: Record<string, string> = { queue: 'waiting', own: 'true', ownerId, limit: '100' }
      if (cursor) query.cursor = cursor
      const page = await this.ask<{ data: Pickup[]; nextCursor: string | null }>(
        headers,
        this.routes.listPickups,
        { query },
      )
      found.push(...page.data)
      cursor = page.nextCursor
    } while (cursor)
    return found
  }

  /** As the page does: a file for each hundred, one after another. @returns bytes of each */
  async print(headers: Headers, filingIds: readonly string[]): Promise<number[]> {
    const files: number[] = []
    for (let from = 0; from < filingIds.length; from += MAX_PRINTED_TOGETHER) {
      const part = filingIds.slice(from, from + MAX_PRINTED_TOGETHER)
      const { id } = await this.ask<PrintJob>(headers, this.routes.startPrintJob, {
        body: { filingIds: part },
      })
      const job = await until(
        () => this.ask<PrintJob>(headers, this.routes.getPrintJob, { params: { id } }),
        ({ status }) => status === 'DONE' || status === 'FAILED',
      )
      if (job.status === 'FAILED') throw new Error(`printing: ${job.failure}`)
      const file = await fetchRoute(this.routes.printJobFile, { headers, params: { id } })
      if (file.status !== 200) throw new Error(`the file: ${file.status}`)
      files.push((await file.arrayBuffer()).byteLength)
    }
    return files
  }

  async handOver(headers: Headers, ids: readonly string[], idNumber: string): Promise<number> {
    const collector = { kind: 'OWNER', name: '赵经理', idNumber }
    const body = { ids, collector, items: ['STICKER', 'CARD', 'FORM', 'GUIDE'] }
    return (await this.ask<{ data: Pickup[] }>(headers, this.routes.handOverTogether, { body })).data.length
  }
}
