import { ApiError, isTransient } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { withMoved, withOnPhone, withoutPhoto, withPhoto, withRetried } from '../rules/photos'
import { type DraftRecord, hasWork, laterFiling, type Value } from '../rules/record'
import type { Push } from './channel'
import { pushAll } from './push'

/** Where the entries are: on the server, being sent, only on this phone, or refused permanently. */
export type DraftState = 'saved' | 'saving' | 'local' | 'closed'
export type DraftView = {
  record: DraftRecord
  state: DraftState
  /** Why the state is `local` or `closed`. */
  error: ApiError | null
  /** False when the phone cannot store it (full, private mode): it exists only in the open page and on the server. */
  onPhone: boolean
  /** Uploaded share of each waiting photo, 0 to 1. */
  progress: Partial<Record<PhotoSlot, number>>
}

type Tools = {
  push: Push
  store(record: DraftRecord): Promise<void>
  /** Sets a timer; returns a function that cancels it. */
  after(milliseconds: number, work: () => void): () => void
}

const NOBODY = { name: '', phone: '' }
const TYPING_PAUSE_MS = 800
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000

/**
 * One open draft. Each entry is stored on the phone immediately and sent to the server after a pause in typing; failed
 * calls are retried automatically, and nothing is dropped before the server has confirmed it.
 */
export class Draft {
  private listeners = new Set<() => void>()
  private running: Promise<void> | null = null
  private cancelTimer: (() => void) | null = null
  private failures = 0
  private ended = false
  private view: DraftView

  constructor(
    record: DraftRecord,
    private readonly tools: Tools,
  ) {
    this.view = {
      record,
      state: hasWork(record) ? 'local' : 'saved',
      error: null,
      onPhone: true,
      progress: {},
    }
    if (hasWork(record)) this.later(0)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): DraftView => this.view

  /** Resolves when the phone has stored the values, or `onPhone` of the view is false. */
  enter(values: Record<string, Value>, published?: string[]): Promise<void> {
    const { record } = this.view
    const refused = Object.fromEntries(Object.entries(record.refused).filter(([path]) => !(path in values)))
    const fromCatalogue = published ?? record.published.filter((path) => !(path in values))
    return this.change(
      { edits: { ...record.edits, ...values }, refused, published: fromCatalogue },
      TYPING_PAUSE_MS,
    )
  }

  /** Stores the user's position in the form. */
  moveTo(place: string): Promise<void> {
    return place === this.view.record.place ? Promise.resolve() : this.change({ place }, 0)
  }

  /** Stores whether the user files for another owner. */
  fileForAnother(forAnother: boolean): Promise<void> {
    return this.change(forAnother ? { forAnother } : { forAnother, namedOwner: NOBODY }, 0)
  }

  /** Stores the other owner as typed; on this phone alone. */
  nameOwner(namedOwner: { name: string; phone: string }): Promise<void> {
    return this.change({ namedOwner }, 0)
  }

  /** @param blob already scaled down */
  addPhoto(slot: PhotoSlot, blob: Blob, name: string): Promise<void> {
    return this.change(withPhoto(this.view.record, { slot, blob, name, key: newKey() }), 0)
  }

  removePhoto(slot: PhotoSlot): Promise<void> {
    return this.change(withoutPhoto(this.view.record, slot), 0)
  }

  /** Swaps the photos of two slots, or moves one to an empty slot. */
  movePhoto(from: PhotoSlot, to: PhotoSlot): Promise<void> {
    return this.change(withMoved(this.view.record, from, to), 0)
  }

  retryPhoto(slot: PhotoSlot): Promise<void> {
    return this.change(withRetried(this.view.record, slot, newKey()), 0)
  }

  /**
   * Sends everything now, e.g. before leaving a step or submitting; creates the filing on the server even without
   * entries.
   * @throws ApiError when something did not reach the server; it stays on the phone
   */
  async flush(): Promise<void> {
    this.cancelTimer?.()
    await this.running
    await this.run()
    if (this.view.error) throw this.view.error
  }

  /** Takes over the filing from the response of another call, e.g. the owner's consent. */
  learn(filing: FilingDto): Promise<void> {
    return this.change({ filing: laterFiling(this.view.record.filing, filing) }, 0)
  }

  /** Retries: the network is back, somebody signed in, or the user requested it. */
  readonly wake = (): void => {
    if (hasWork(this.view.record) && this.view.state !== 'closed') this.later(0)
  }

  /** After submission or deletion: stops sending and storing. */
  end(): void {
    this.ended = true
    this.cancelTimer?.()
  }

  private change(part: Partial<DraftRecord>, pauseMs: number): Promise<void> {
    this.update(part)
    if (this.view.state !== 'closed' && hasWork(this.view.record)) {
      if (this.view.state === 'saved') this.show({ state: 'saving' })
      if (this.view.error?.problem.status !== 401) this.later(pauseMs)
    }
    return this.store()
  }

  private update(part: Partial<DraftRecord>): void {
    this.show({ record: { ...this.view.record, ...part, changedAt: Date.now() } })
  }

  private show(part: Partial<DraftView>): void {
    this.view = { ...this.view, ...part }
    for (const listener of this.listeners) listener()
  }

  /** Never rejects: a failure to store must not prevent sending. */
  private async store(): Promise<void> {
    if (this.ended) return
    const { record } = this.view
    const onPhone = await this.tools.store(record).then(
      () => true,
      () => false,
    )
    if (onPhone && record.photos.some((photo) => !photo.onPhone)) {
      this.show({ record: { ...this.view.record, ...withOnPhone(this.view.record, record) } })
    }
    if (onPhone !== this.view.onPhone) this.show({ onPhone })
  }

  private later(milliseconds: number): void {
    this.cancelTimer?.()
    if (this.ended) return
    this.cancelTimer = this.tools.after(milliseconds, () => void (hasWork(this.view.record) && this.run()))
  }

  private run(): Promise<void> {
    this.running ??= this.send().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async send(): Promise<void> {
    const { record } = this.view
    if (record.filing && !hasWork(record)) {
      this.show({ state: 'saved', error: null })
      return
    }
    this.show({ state: 'saving' })
    try {
      await pushAll(this.tools.push, {
        read: () => this.view.record,
        apply: (part) => {
          this.update(part)
          return this.store()
        },
        progress: (slot, share) => this.show({ progress: { ...this.view.progress, [slot]: share } }),
      })
      this.failures = 0
      this.show({ state: 'saved', error: null, progress: {} })
    } catch (error) {
      this.failed(error instanceof ApiError ? error : unexpected())
    }
  }

  private failed(error: ApiError): void {
    this.show({ state: isTransient(error) ? 'local' : 'closed', error, progress: {} })
    // Without a session every retry would prompt for the password again; `wake` follows the next sign-in.
    if (!isTransient(error) || error.problem.status === 401) return
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS)
    this.failures += 1
    this.later(Math.max(wait, (error.retryAfterSeconds ?? 0) * 1000))
  }
}

/** E.g. the sign-in page of a public network in place of the server's response. */
function unexpected(): ApiError {
  const detail = '没有得到服务器的正常回答，请检查网络后重试'
  return new ApiError({ status: 0, code: 'UNEXPECTED', title: '服务异常', detail })
}
