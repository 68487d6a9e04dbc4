import type { ApiError } from '@/lib/client/api-error'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { type DraftRecord, hasWork, inputOfEdits, laterFiling } from '../rules/record'
import { type Desk, isRefusal, type Push } from './channel'
import { pushPhotos } from './push-photos'

/**
 * Brings everything to the server that it lacks, and what is entered meanwhile. What the person enters while a call is
 * under way stays an edit.
 * @throws ApiError; whatever was sent before is noted as sent
 */
export async function pushAll(push: Push, desk: Desk): Promise<void> {
  if (!desk.read().filing) await desk.apply({ filing: await push.create(desk.read().key) })
  while (hasWork(desk.read())) {
    await pushEdits(push, desk)
    await pushPlaces(push, desk)
    await pushPhotos(push, desk)
  }
}

/** Notes an answer, with what it settles. */
async function answered(
  desk: Desk,
  filing: FilingDto,
  settle: (record: DraftRecord) => Partial<DraftRecord>,
): Promise<void> {
  const record = desk.read()
  await desk.apply({ filing: laterFiling(record.filing, filing), ...settle(record) })
}

async function pushEdits(push: Push, desk: Desk): Promise<void> {
  for (let input = inputOfEdits(desk.read()); input; input = inputOfEdits(desk.read())) {
    const sent = desk.read().edits
    const { paths, body } = input
    try {
      const filing = await push.patch(desk.read().filing?.id ?? '', body)
      await answered(desk, filing, ({ edits }) => ({
        edits: Object.fromEntries(
          Object.entries(edits).filter(([path, value]) => !paths.includes(path) || value !== sent[path]),
        ),
      }))
    } catch (error) {
      if (!isRefusal(error)) throw error
      await noteRefused(desk, paths, sent, error)
    }
  }
}

/**
 * Only the faulty fields stay behind; where the server names none of them, all that was sent does. What was changed
 * meanwhile was not refused.
 */
async function noteRefused(
  desk: Desk,
  paths: readonly string[],
  sent: DraftRecord['edits'],
  error: ApiError,
): Promise<void> {
  const named = Object.entries(error.fieldMessages).filter(([path]) => paths.includes(path))
  const faults = named.length > 0 ? named : paths.map((path): [string, string] => [path, error.message])
  const { edits, refused } = desk.read()
  const standing = faults.filter(([path]) => edits[path] === sent[path])
  await desk.apply({ refused: { ...refused, ...Object.fromEntries(standing) } })
}

/** Slots emptied, and photos moved between slots: in one call, so that an exchange is never half done. */
async function pushPlaces(push: Push, desk: Desk): Promise<void> {
  const { emptied, placed, filing } = desk.read()
  if (emptied.length + placed.length === 0) return
  const photos = [
    ...emptied.map((slot) => ({ slot, photoId: null })),
    ...placed.map(({ slot, photoId }) => ({ slot, photoId })),
  ]
  const settle = (record: DraftRecord) => ({
    emptied: record.emptied.filter((slot) => !emptied.includes(slot)),
    placed: record.placed.filter((photo) => !placed.includes(photo)),
  })
  try {
    await answered(desk, await push.patch(filing?.id ?? '', { photos }), settle)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // The photos stand again where the server has them, with its words beside them.
    const faults = photos.map(({ slot }) => `photos.${slot}`)
    const words = faults.map((path) => [path, error.fieldMessages[path] ?? error.message])
    const record = desk.read()
    await desk.apply({ ...settle(record), refused: { ...record.refused, ...Object.fromEntries(words) } })
  }
}
