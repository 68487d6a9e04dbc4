import { ApiError } from '@/lib/client/api-error'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { FilingDto } from '../../schema/owner'
import { type DraftRecord, inputOfEdits, type WaitingPhoto } from './record'

/** The calls by which a draft reaches the server. */
export type Push = {
  create(idempotencyKey: string): Promise<FilingDto>
  patch(id: string, body: object): Promise<FilingDto>
  upload(photo: WaitingPhoto, onProgress: (share: number) => void): Promise<string>
}

type Desk = {
  /** The record as it stands at this moment: the person goes on typing meanwhile. */
  read(): DraftRecord
  apply(part: Partial<DraftRecord>): Promise<void>
  progress(slot: PhotoSlot, share: number): void
}

/** Pictures on their way at once: more would only starve each other on a phone's line. */
const UPLOADS_AT_ONCE = 2

/** A failure that another try may mend: no network, a busy or failing server, nobody signed in. */
export function isPassing({ problem: { status } }: ApiError): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500
}

/**
 * Brings everything to the server that it lacks. What the person enters while a call is under way stays an edit.
 * @throws ApiError; whatever was sent before is noted as sent
 */
export async function pushAll(push: Push, desk: Desk): Promise<void> {
  if (!desk.read().filing) await desk.apply({ filing: await push.create(desk.read().key) })
  await pushEdits(push, desk)
  await pushEmptied(push, desk)
  await pushPhotos(push, desk)
}

function idOf(desk: Desk): string {
  return desk.read().filing?.id ?? ''
}

async function pushEdits(push: Push, desk: Desk): Promise<void> {
  for (let input = inputOfEdits(desk.read()); input; input = inputOfEdits(desk.read())) {
    const sent = desk.read().edits
    const { paths, body } = input
    try {
      const filing = await push.patch(idOf(desk), body)
      const rest = Object.entries(desk.read().edits).filter(
        ([path, value]) => !paths.includes(path) || value !== sent[path],
      )
      await desk.apply({ filing, edits: Object.fromEntries(rest) })
    } catch (error) {
      if (!(error instanceof ApiError) || (error.code !== 'INVALID' && error.code !== 'MALFORMED'))
        throw error
      await noteRefused(desk, paths, error)
    }
  }
}

/** Only the faulty fields stay behind; where the server names none of them, all that was sent does. */
async function noteRefused(desk: Desk, paths: readonly string[], error: ApiError): Promise<void> {
  const named = Object.entries(error.fieldMessages).filter(([path]) => paths.includes(path))
  const faults = named.length > 0 ? named : paths.map((path): [string, string] => [path, error.message])
  await desk.apply({ refused: { ...desk.read().refused, ...Object.fromEntries(faults) } })
}

async function pushEmptied(push: Push, desk: Desk): Promise<void> {
  const { emptied } = desk.read()
  if (emptied.length === 0) return
  const filing = await push.patch(idOf(desk), {
    photos: emptied.map((slot) => ({ slot, photoId: null })),
  })
  await desk.apply({ filing, emptied: desk.read().emptied.filter((slot) => !emptied.includes(slot)) })
}

async function pushPhotos(push: Push, desk: Desk): Promise<void> {
  const started = new Set<string>()
  const next = () => desk.read().photos.find(({ key, fault }) => !fault && !started.has(key))
  const one = async (): Promise<void> => {
    for (let photo = next(); photo; photo = next()) {
      started.add(photo.key)
      await pushPhoto(push, desk, photo)
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: UPLOADS_AT_ONCE }, one))
  const failed = lanes.find((lane) => lane.status === 'rejected')
  if (failed) throw failed.reason
}

async function pushPhoto(push: Push, desk: Desk, photo: WaitingPhoto): Promise<void> {
  const { slot, key } = photo
  const alter = (part: Partial<WaitingPhoto>) =>
    desk.apply({ photos: desk.read().photos.map((own) => (own.key === key ? { ...own, ...part } : own)) })
  try {
    const photoId = photo.photoId ?? (await push.upload(photo, (share) => desk.progress(slot, share)))
    await alter({ photoId })
    // Replaced or taken away while it was on its way.
    if (!desk.read().photos.some((own) => own.key === key)) return
    const filing = await push.patch(idOf(desk), { photos: [{ slot, photoId }] })
    await desk.apply({ filing, photos: desk.read().photos.filter((own) => own.key !== key) })
  } catch (error) {
    if (!(error instanceof ApiError) || isPassing(error) || !isAboutPicture(error)) throw error
    await alter({ fault: error.message, photoId: undefined })
  }
}

function isAboutPicture({ problem: { status } }: ApiError): boolean {
  return status === 400 || status === 413 || status === 415 || status === 422
}
