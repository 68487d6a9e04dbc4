/** What the unit's clerk does, by the owners' API. */
import type { BatchArchive, BatchDto } from '@/lib/features/batch/schema'
import type { OwnPickup } from '@/lib/features/filing/schema/own-pickups'
import type { Route } from '@/lib/server/http/define-route'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { until } from './steps'

type Given = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
/** Most archives that may wait, less the one that is sent. */
const WAITING = 4

export class Clerk {
  constructor(
    private readonly token: string,
    private readonly batch: typeof import('@/lib/features/batch/routes').batchRoutes,
    private readonly filing: typeof import('@/lib/features/filing/routes').filingRoutes,
  ) {}

  private async ask<T>(
    route: Route,
    given: Given & { file?: { content: Buffer; name: string } },
  ): Promise<T> {
    const { status, body } = await callRoute<T>(route, { token: this.token, ...given })
    if (status >= 300) throw new Error(`${route.endpoint.path} answered ${status}: ${JSON.stringify(body)}`)
    return body
  }

  check(content: Buffer): Promise<BatchDto> {
    return this.ask(this.batch.checkBatch, { file: { content, name: '车队.xlsx' } })
  }

  /** @returns bytes of the file to mend */
  async mendFile(id: string): Promise<number> {
    const answer = await fetchRoute(this.batch.batchFaults, { token: this.token, params: { id } })
    if (answer.status !== 200) throw new Error(`the file to mend: ${answer.status}`)
    return (await answer.arrayBuffer()).byteLength
  }

  async draft(id: string): Promise<BatchDto> {
    await this.ask(this.batch.draftBatch, { params: { id } })
    return until(
      () => this.ask<BatchDto>(this.batch.getBatch, { params: { id } }),
      ({ status }) => status !== 'DRAFTING',
    )
  }

  private archives(id: string): Promise<{ data: BatchArchive[] }> {
    return this.ask(this.batch.batchArchives, { params: { id }, query: { limit: '100' } })
  }

  async sendPhotos(id: string, content: Buffer, name: string): Promise<void> {
    const room = ({ data }: { data: BatchArchive[] }) =>
      data.filter(({ status }) => status === 'WAITING').length <= WAITING
    await until(() => this.archives(id), room)
    await this.ask(this.batch.addArchive, { params: { id }, file: { content, name } })
  }

  /** @returns photos put into drafts */
  async photosPlaced(id: string): Promise<number> {
    const { data } = await until(
      () => this.archives(id),
      (answer) => answer.data.every(({ status }) => status !== 'WAITING'),
    )
    return data.reduce((sum, { attached }) => sum + attached, 0)
  }

  async submit(id: string): Promise<BatchDto> {
    const { complete } = await this.ask<{ complete: number }>(this.batch.batchRows, { params: { id } })
    await this.ask(this.batch.submitBatch, { params: { id }, body: { count: complete } })
    return until(
      () => this.ask<BatchDto>(this.batch.getBatch, { params: { id } }),
      ({ status }) => status !== 'SUBMITTING',
    )
  }

  async pickups(): Promise<OwnPickup[]> {
    const found: OwnPickup[] = []
    let cursor: string | null | undefined
    do {
      const query: Record<string, string> = { limit: '100', ...(cursor ? { cursor } : {}) }
      const page = await this.ask<{ data: OwnPickup[]; nextCursor: string | null }>(
        this.filing.listOwnPickups,
        { query },
      )
      found.push(...page.data)
      cursor = page.nextCursor
    } while (cursor)
    return found
  }
}
