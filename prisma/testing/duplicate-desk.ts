import { POST as dismiss } from '@/app/api/console/filings/[id]/not-duplicate/route'
import { GET as read } from '@/app/api/console/filings/[id]/route'
import { GET as list } from '@/app/api/console/filings/route'
import type { DeskFiling, QueueRow } from '@/lib/features/filing/schema/console'
import { db } from '@/lib/server/db'
import { makeFiling } from '../factories/filing'
import { callRoute } from './call-route'
import { staffSession } from './staff-session'

/** A reviewer of 东城区. */
export const reviewer = await staffSession(db(), 'REVIEWER')

/** What the reviewer's desk shows. */
export const desk = async (id: string, headers = reviewer.headers) =>
  (await callRoute<DeskFiling>(read, { params: { id }, headers })).body
export const check = async (id: string, code: 'DUPLICATE' | 'SAME_PHOTO') =>
  (await desk(id)).checks.filter((each) => each.code === code)
/** In the queue of duplicates? */
export const inQueue = async (id: string) => {
  const query = { queue: 'duplicates', limit: '100' }
  const { body } = await callRoute<{ data: QueueRow[] }>(list, { query, headers: reviewer.headers })
  return body.data.some((row) => row.id === id)
}

let made = 0
/** A serial that nobody has. */
export const newSerial = () => `PAIR${++made}`

/** Two filings of 东城区 with one serial, and the serial. */
export async function pair() {
  const serial = newSerial()
  const content = { machine: { serial } }
  const [first, second] = [
    await makeFiling(db(), 'SUBMITTED', { content }),
    await makeFiling(db(), 'SUBMITTED', { content }),
  ]
  return { serial, first: first.id, second: second.id }
}

/** Finds, as from the desk of the filing, that the other is another machine. */
export async function find(id: string, other: string, reason = '铭牌照片不同，是两台机械') {
  const { duplicates } = await desk(id)
  const one = duplicates.groups
    .flatMap(({ others }) => others)
    .find(({ filingId, machineId }) => other === filingId || other === machineId)
  const named = one?.filingId ? { otherFilingId: other } : { otherMachineId: other }
  const body = { ...named, state: one?.state ?? '', reason }
  return callRoute<{ dismissalId: string; code?: string }>(dismiss, {
    params: { id },
    body,
    headers: reviewer.headers,
  })
}

export const setSerial = (id: string, serial: string) =>
  db()
    .$executeRaw`UPDATE filing SET content = jsonb_set(content, '{machine,serial}', to_jsonb(${serial}::text))
    WHERE id = ${id}::uuid`

/** Its filing is taken from it. */
export async function cameWithALoad(machineId: string | null) {
  const load = await db().historyLoad.create({
    data: { fileName: '旧.csv', sha256: 'a'.repeat(64) },
  })
  await db().$executeRaw`UPDATE machine SET "filingId" = NULL, "seriesId" = NULL, "loadId" = ${load.id}::uuid
    WHERE id = ${machineId}::uuid`
}

/** The other photo becomes the very file of the first. */
export async function share(photoId: string | undefined, otherPhotoId: string | undefined) {
  const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: photoId } })
  await db().photo.update({ where: { id: otherPhotoId }, data: { sha256 } })
}
