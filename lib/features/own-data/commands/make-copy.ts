import { Readable } from 'node:stream'
import type { AccountActor } from '@/lib/core/actor'
import { chinaDay } from '@/lib/core/clock'
import { requireOwnPassword } from '@/lib/features/account/commands/own-password'
import { listAll } from '@/lib/features/setting/queries/lists'
import { audit } from '@/lib/server/audit/audit'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { log } from '@/lib/server/observe/log'
import { ZipWriter } from '@/lib/server/sheet/zip/write-zip'
import { listOwnPhotos, readOwnData } from '../queries/copy'
import { copyPage, photoFile } from '../rules/copy-page'

/**
 * POST /me/copy: everything stored of this account as a zip, written while it is sent: no copy lies on the server's disk.
 * @throws AppError those of `requireOwnPassword`
 */
export async function makeCopy(
  actor: AccountActor,
  password: string,
): Promise<{ stream: Readable; fileName: string }> {
  // Whoever acts for a unit has an own password, not the unit's.
  const askerId = actor.person?.id ?? actor.id
  const account = await db().account.findUniqueOrThrow({ where: { id: askerId } })
  await requireOwnPassword(account, password, 'password')
  const data = await readOwnData(actor)
  const photos = await listOwnPhotos(actor)
  const names = await namesOf(data.filings.map(({ content }) => content.districtCode ?? ''))
  // Not by `transact`, which would store this as the answer to an Idempotency-Key: the answer is a file.
  await db().$transaction(async (tx) => {
    await audit(tx, actor, {
      action: 'account.copy',
      subjectType: 'account',
      subjectId: actor.id,
      details: { filings: data.filings.length, machines: data.machines.length, photos: photos.length },
    })
  })
  const now = new Date()
  const texts: [string, string][] = [
    ['我的信息.html', copyPage(data, names, now)],
    ['我的信息.json', JSON.stringify(data, null, 2)],
  ]
  return {
    stream: Readable.from(zipOf(texts, photos), { objectMode: false }),
    fileName: `我的信息-${chinaDay(now)}.zip`,
  }
}

async function* zipOf(
  texts: [name: string, text: string][],
  photos: { id: string; storageKey: string }[],
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  for (const [name, text] of texts) yield* zip.entry(name, [Buffer.from(text)])
  for (const { id, storageKey } of photos) {
    const bytes = await (await storage()).get(storageKey).catch((error: unknown) => {
      log().error({ error, photo: id }, 'a photo of a copy is missing')
      return null
    })
    if (bytes) yield* zip.entry(`照片/${photoFile(id)}`, [bytes])
  }
  yield zip.end()
}

async function namesOf(districtCodes: string[]) {
  const lists = await listAll(db())
  const divisions = await db().division.findMany({
    where: { code: { in: districtCodes.filter(Boolean) } },
    select: { code: true, fullName: true },
  })
  return {
    lists: Object.fromEntries(
      Object.entries(lists).map(([list, items]) => [
        list,
        Object.fromEntries(items.map(({ code, name }) => [code, name])),
      ]),
    ),
    districts: Object.fromEntries(divisions.map(({ code, fullName }) => [code, fullName])),
  }
}
