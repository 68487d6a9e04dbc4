import { type ApiError, isRefusal } from '@/lib/client/api-error'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { type DraftRecord, hasWork, inputOfEdits, laterFiling } from '../rules/record'
import type { Push, RecordAccess } from './channel'
import { pushPhotos } from './push-photos'

/**
 * Sends all unsent changes, including those entered meanwhile. An entry made during a call stays unsent.
 * @throws ApiError; changes sent before it are recorded as sent
 */
export async function pushAll(push: Push, access: RecordAccess): Promise<void> {
  if (!access.read().filing) await access.apply({ filing: await push.create(access.read().key) })
  while (hasWork(access.read())) {
    await pushEdits(push, access)
    await pushPlaces(push, access)
    await pushPhotos(push, access)
  }
}

/** Records a response and the changes that it confirms. */
async function recordResponse(
  access: RecordAccess,
  filing: FilingDto,
  settle: (record: DraftRecord) => Partial<DraftRecord>,
): Promise<void> {
  const record = access.read()
  await access.apply({ filing: laterFiling(record.filing, filing), ...settle(record) })
}

async function pushEdits(push: Push, access: RecordAccess): Promise<void> {
  for (let input = inputOfEdits(access.read()); input; input = inputOfEdits(access.read())) {
    const sent = access.read().edits
    const { paths, body } = input
    try {
      const filing = await push.patch(access.read().filing?.id ?? '', body)
      await recordResponse(access, filing, ({ edits }) => ({
        edits: Object.fromEntries(
          Object.entries(edits).filter(([path, value]) => !paths.includes(path) || value !== sent[path]),
        ),
      }))
    } catch (error) {
      if (!isRefusal(error)) throw error
      await noteRefused(access, paths, sent, error)
    }
  }
}

/**
 * Marks the faulty fields as refused; when the server names none of them, all fields sent. Values changed during the
 * call were not refused.
 */
async function noteRefused(
  access: RecordAccess,
  paths: readonly string[],
  sent: DraftRecord['edits'],
  error: ApiError,
): Promise<void> {
  const named = Object.entries(error.fieldMessages).filter(([path]) => paths.includes(path))
  const faults = named.length > 0 ? named : paths.map((path): [string, string] => [path, error.message])
  const { edits, refused } = access.read()
  const unchanged = faults.filter(([path]) => edits[path] === sent[path])
  await access.apply({ refused: { ...refused, ...Object.fromEntries(unchanged) } })
}

/** Sends emptied slots and moved photos in one call, so that a swap is atomic. */
async function pushPlaces(push: Push, access: RecordAccess): Promise<void> {
  const { emptied, placed, filing } = access.read()
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
    await recordResponse(access, await push.patch(filing?.id ?? '', { photos }), settle)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // The photos return to their slots on the server, with its message beside them.
    const faults = photos.map(({ slot }) => `photos.${slot}`)
    const words = faults.map((path) => [path, error.fieldMessages[path] ?? error.message])
    const record = access.read()
    await access.apply({ ...settle(record), refused: { ...record.refused, ...Object.fromEntries(words) } })
  }
}
