import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'

let made = 0
/** An unused serial. */
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

/** Makes the other photo the same file as the first. */
export async function share(photoId: string | undefined, otherPhotoId: string | undefined) {
  const { sha256 } = await db().photo.findUniqueOrThrow({ where: { id: photoId } })
  await db().photo.update({ where: { id: otherPhotoId }, data: { sha256 } })
}
