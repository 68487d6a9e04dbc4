import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { isPassing, type Push, pushAll } from './push'
import { type DraftRecord, hasWork, type Value } from './record'

/** How far what was entered has come: on the server, on its way, only on this phone, or refused for good. */
export type DraftState = 'saved' | 'saving' | 'local' | 'closed'
export type DraftView = {
  record: DraftRecord
  state: DraftState
  /** Why it is only on this phone, or why it cannot be changed any more. */
  error: ApiError | null
  /** Share of each waiting photo that has left, 0 to 1. */
  progress: Partial<Record<PhotoSlot, number>>
}

type Tools = {
  push: Push
  keep(record: DraftRecord): Promise<void>
  /** Calls back after a while; returns what cancels it. */
  after(milliseconds: number, work: () => void): () => void
}

const TYPING_PAUSE_MS = 800
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000

/**
 * One open draft. Each entry is kept on the phone at once and sent to the server after a pause in typing; what does not
 * get through is tried again by itself, and nothing is dropped before the server answered that it has it.
 */
export class Draft {
  private listeners = new Set<() => void>()
  private running: Promise<void> | null = null
  private cancelTimer: (() => void) | null = null
  private failures = 0
  private view: DraftView

  constructor(
    record: DraftRecord,
    private readonly tools: Tools,
  ) {
    this.view = { record, state: hasWork(record) ? 'local' : 'saved', error: null, progress: {} }
    if (hasWork(record)) this.later(0)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): DraftView => this.view

  /** Resolves when this phone has kept it. */
  enter(values: Record<string, Value>, published?: string[]): Promise<void> {
    const { record } = this.view
    const refused = Object.fromEntries(Object.entries(record.refused).filter(([path]) => !(path in values)))
    const fromCatalogue = published ?? record.published.filter((path) => !(path in values))
    return this.change(
      { edits: { ...record.edits, ...values }, refused, published: fromCatalogue },
      TYPING_PAUSE_MS,
    )
  }

  /** Where the person is in the form. */
  moveTo(place: string): Promise<void> {
    return place === this.view.record.place ? Promise.resolve() : this.change({ place }, 0)
  }

  /** @param blob already made smaller */
  addPhoto(slot: PhotoSlot, blob: Blob, name: string): Promise<void> {
    const { photos, emptied } = this.view.record
    const others = photos.filter((photo) => photo.slot !== slot)
    const added = { slot, blob, name, key: newKey() }
    return this.change({ photos: [...others, added], emptied: emptied.filter((code) => code !== slot) }, 0)
  }

  removePhoto(slot: PhotoSlot): Promise<void> {
    const { photos, emptied, filing } = this.view.record
    const stored = filing?.photos.some((photo) => photo.slot === slot)
    const others = emptied.filter((code) => code !== slot)
    return this.change(
      {
        photos: photos.filter((photo) => photo.slot !== slot),
        emptied: stored ? [...others, slot] : others,
      },
      0,
    )
  }

  retryPhoto(slot: PhotoSlot): Promise<void> {
    const photos = this.view.record.photos.map(({ fault, ...photo }) =>
      photo.slot === slot || !fault ? photo : { ...photo, fault },
    )
    return this.change({ photos }, 0)
  }

  /**
   * Sends everything now, e.g. before a step is left or the filing is submitted.
   * @throws ApiError when something did not reach the server; it stays on this phone
   */
  async flush(): Promise<void> {
    this.cancelTimer?.()
    await this.running
    await this.run()
    if (this.view.error) throw this.view.error
  }

  /** The network is back, or somebody asks for another try. */
  readonly wake = (): void => {
    if (hasWork(this.view.record) && this.view.state !== 'closed') this.later(0)
  }

  private change(part: Partial<DraftRecord>, pauseMs: number): Promise<void> {
    this.update(part)
    if (this.view.state !== 'closed' && hasWork(this.view.record)) {
      if (this.view.state === 'saved') this.show({ state: 'saving' })
      this.later(pauseMs)
    }
    return this.tools.keep(this.view.record)
  }

  private update(part: Partial<DraftRecord>): void {
    this.show({ record: { ...this.view.record, ...part, changedAt: Date.now() } })
  }

  private show(part: Partial<DraftView>): void {
    this.view = { ...this.view, ...part }
    for (const listener of this.listeners) listener()
  }

  private later(milliseconds: number): void {
    this.cancelTimer?.()
    this.cancelTimer = this.tools.after(milliseconds, () => void this.run())
  }

  private run(): Promise<void> {
    this.running ??= this.send().finally(() => {
      this.running = null
    })
    return this.running
  }

  private async send(): Promise<void> {
    if (!hasWork(this.view.record)) {
      this.show({ state: 'saved', error: null })
      return
    }
    this.show({ state: 'saving' })
    try {
      await pushAll(this.tools.push, {
        read: () => this.view.record,
        apply: async (part) => {
          this.update(part)
          await this.tools.keep(this.view.record)
        },
        progress: (slot, share) => this.show({ progress: { ...this.view.progress, [slot]: share } }),
      })
      this.failures = 0
      this.show({ state: hasWork(this.view.record) ? 'local' : 'saved', error: null, progress: {} })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failed(error)
    }
  }

  private failed(error: ApiError): void {
    this.show({ state: isPassing(error) ? 'local' : 'closed', error })
    if (!isPassing(error)) return
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS)
    this.failures += 1
    this.later(Math.max(wait, (error.retryAfterSeconds ?? 0) * 1000))
  }
}
