import { ApiError, networkError } from '@/lib/client/api-error'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { type DraftRecord, newRecord } from '../rules/record'
import type { Push } from './channel'
import { Draft } from './draft'

/** Test doubles for drafts: a server with scripted responses, a manual clock, storage in memory. */

type Name = 'create' | 'patch' | 'upload'
type Turn = { name: Name; how: 'lost' | 'held' } | { name: Name; how: ApiError }
type Call = { name: Name; body?: object; key?: string; slot?: PhotoSlot }
type Section = Record<string, unknown>

const SLOT_ORDER = (one: { slot: string }, other: { slot: string }) => one.slot.localeCompare(other.slot)

/** Stores one filing like the real server: sections merge, photos are keyed by slot, each change is a new version. */
export class ScriptedServer {
  readonly calls: Call[] = []
  private turns: Turn[] = []
  private gates: (() => void)[] = []
  private uploads = new Map<string, string>()
  filing: FilingDto | null = null
  progress: ((share: number) => void) | null = null

  /** Scripts the next call of that name: `lost` reaches the server, but its response is lost. */
  next(name: Name, how: ApiError | 'lost' | 'held', times = 1): void {
    for (let at = 0; at < times; at += 1) {
      this.turns.push(typeof how === 'string' ? { name, how } : { name, how })
    }
  }

  /** Resumes the call held longest. */
  release(): void {
    this.gates.shift()?.()
  }

  /** Resumes the call held last: responses may arrive out of order. */
  releaseLast(): void {
    this.gates.pop()?.()
  }

  bodies(): unknown[] {
    return this.calls.filter(({ name }) => name === 'patch').map(({ body }) => body)
  }

  uploaded(): (PhotoSlot | undefined)[] {
    return this.calls.filter(({ name }) => name === 'upload').map(({ slot }) => slot)
  }

  readonly push: Push = {
    create: (key) => this.turn({ name: 'create', key }, () => (this.filing ??= emptyFiling())),
    patch: (_id, body) => this.turn({ name: 'patch', body }, () => this.merge(body)),
    upload: ({ slot, key }, onProgress) => {
      this.progress = onProgress
      return this.turn({ name: 'upload', slot, key }, () => {
        const id = this.uploads.get(key) ?? `photo-${this.uploads.size + 1}`
        this.uploads.set(key, id)
        return id
      })
    },
  }

  private async turn<T>(call: Call, work: () => T): Promise<T> {
    this.calls.push(call)
    const at = this.turns.findIndex(({ name }) => name === call.name)
    const how = at < 0 ? undefined : this.turns.splice(at, 1)[0]?.how
    if (how instanceof ApiError) throw how
    if (how !== 'held') {
      const answer = work()
      if (how === 'lost') throw networkError()
      return answer
    }
    // The server is done immediately; only its response is delayed.
    const answer = work()
    await new Promise<void>((resolve) => this.gates.push(resolve))
    return answer
  }

  private merge(body: object): FilingDto {
    const filing = structuredClone(this.filing ?? emptyFiling())
    for (const [name, value] of Object.entries(body)) {
      if (name === 'photos') filing.photos = mergedPhotos(filing.photos, value)
      else if (typeof value === 'object' && value !== null) {
        Reflect.set(filing, name, { ...(Reflect.get(filing, name) as Section), ...value })
      } else Reflect.set(filing, name, value)
    }
    filing.version += 1
    this.filing = filing
    return filing
  }
}

function mergedPhotos(
  before: FilingDto['photos'],
  input: { slot: PhotoSlot; photoId: string | null }[],
): FilingDto['photos'] {
  const untouched = before.filter(({ slot }) => !input.some((photo) => photo.slot === slot))
  const given = input.flatMap(({ slot, photoId }) =>
    photoId ? [{ slot, photoId, url: `/p/${photoId}`, thumbnailUrl: `/t/${photoId}` }] : [],
  )
  return [...untouched, ...given].toSorted(SLOT_ORDER)
}

/** A clock that moves only when stepped. */
class Clock {
  private now = 0
  private timers: { at: number; work: () => void }[] = []

  readonly after = (milliseconds: number, work: () => void): (() => void) => {
    const timer = { at: this.now + milliseconds, work }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Runs the timers due and waits for everything that follows immediately. */
  async step(milliseconds: number): Promise<void> {
    this.now += milliseconds
    const due = this.timers.filter(({ at }) => at <= this.now)
    this.timers = this.timers.filter(({ at }) => at > this.now)
    for (const { work } of due) work()
    await settled()
  }

  /** Milliseconds until the next timer; null without one. */
  get waits(): number | null {
    return this.timers.length === 0 ? null : Math.min(...this.timers.map(({ at }) => at)) - this.now
  }
}

/** Waits for everything that can happen without the clock or the server. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export type Bench = {
  draft: Draft
  server: ScriptedServer
  clock: Clock
  /** The phone's storage: what would remain if the page closed now. */
  shelf: { record: DraftRecord | null; full: boolean }
}

export function bench(record: Partial<DraftRecord> = {}, server = new ScriptedServer()): Bench {
  const clock = new Clock()
  const shelf: Bench['shelf'] = { record: null, full: false }
  const store = async (record: DraftRecord) => {
    if (shelf.full) throw new DOMException('no room', 'QuotaExceededError')
    shelf.record = structuredClone(record)
  }
  const whole = { ...newRecord('draft-key', 'account', null, 0), ...record }
  const draft = new Draft(whole, { push: server.push, store, after: clock.after })
  return { draft, server, clock, shelf }
}

export const picture = (words = 'picture') => new Blob([words], { type: 'image/jpeg' })

export function refusal(faults: Record<string, string>): ApiError {
  const errors = Object.entries(faults).map(([path, message]) => ({ path, code: 'FORMAT', message }))
  return problem(422, 'INVALID', '填写的内容有误，请按提示修改', errors)
}

export function problem(
  status: number,
  code: string,
  detail = code,
  errors?: { path: string; code: string; message: string }[],
  retryAfterSeconds?: number,
): ApiError {
  return new ApiError({ status, code, title: detail, detail, errors }, retryAfterSeconds)
}

export function emptyFiling(): FilingDto {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: '770838545',
    status: 'DRAFT',
    version: 1,
    codes: {},
    machine: {},
    engine: {},
    monitoring: {},
    dpf: {},
    photos: [],
    ownerName: '张三',
    filerId: '00000000-0000-4000-8000-000000000002',
    forOther: false,
    createdAt: '2026-09-10T02:32:20.000Z',
    submittedAt: null,
    dueAt: null,
    reviewedAt: null,
    collectedAt: null,
    returnReasons: [],
    submitted: null,
    declineReason: null,
    basis: null,
    remedies: null,
    registrationNumber: null,
    emissionStage: null,
    pickup: null,
  }
}
