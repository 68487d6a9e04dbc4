import { db } from '@/lib/server/database/db'
import { sealedKeyOf } from '@/lib/server/files/sealed-file'
import { storage } from '@/lib/server/files/storage'
import { keyIdOf } from '@/lib/server/secrets/ciphertext'
import { ring } from '@/lib/server/secrets/secrets'

/**
 * Until when a former key opens files of exports: they are not written anew by a rotation, they last a day.
 * @returns null when every file that can be downloaded opens with the key that encrypts now
 */
export async function formerFilesUntil(): Promise<Date | null> {
  const made = await db().machineExport.findMany({
    where: { status: 'DONE', storageKey: { not: null }, expiresAt: { gt: new Date() } },
    select: { storageKey: true, expiresAt: true },
    orderBy: { expiresAt: 'desc' },
  })
  const files = await storage()
  for (const { storageKey, expiresAt } of made) {
    // A file that is missing is not downloaded either.
    const sealed = await sealedKeyOf(await files.stream(storageKey ?? '')).catch(() => undefined)
    if (sealed !== undefined && keyIdOf(sealed) !== ring().writing.id) return expiresAt
  }
  return null
}
