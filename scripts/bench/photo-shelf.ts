/** Photos as uploads leave them, in the database and the storage of the stage, and what the comparison found of them. */
import { comparePhotos } from '@/lib/features/photo/commands/compare-photos'
import { keepLook } from '@/lib/features/photo/commands/keep-look'
import { showsSamePicture } from '@/lib/features/photo/rules/likeness'
import { db } from '@/lib/server/database/db'
import { lookAt } from '@/lib/server/files/picture-look'
import { storage } from '@/lib/server/files/storage'
import { makeThumbnail } from '@/lib/server/files/thumbnail'
import { sha256 } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { photoRow } from '@/prisma/factories/photo'

let owner: Promise<{ id: string }> | undefined

/** @returns the hash of its content */
export async function shelve(picture: Buffer): Promise<string> {
  owner ??= makeAccount(db())
  const [row, thumbnail] = [photoRow((await owner).id), await makeThumbnail(picture)]
  const hash = sha256(picture)
  const files = await storage()
  await files.put(row.storageKey, picture, 'image/jpeg')
  await files.put(row.thumbnailKey, thumbnail, 'image/jpeg')
  await db().photo.create({ data: { ...row, sha256: hash, lookDueAt: null } })
  await keepLook(db(), hash, await lookAt(picture, thumbnail), new Date())
  return hash
}

/** @returns milliseconds for each file */
export async function compareAll(): Promise<number> {
  const start = performance.now()
  let files = 0
  for (let taken = await comparePhotos(); taken > 0; taken = await comparePhotos()) files += taken
  return (performance.now() - start) / Math.max(files, 1)
}

export async function takeAway(hashes: readonly string[]): Promise<void> {
  await db().photo.deleteMany({ where: { sha256: { in: [...hashes] } } })
  await db().photoLook.deleteMany({ where: { sha256: { in: [...hashes] } } })
}

/** Whether two files were found to show the same picture. */
export async function isFound(sha256: string, otherSha256: string, strict: boolean): Promise<boolean> {
  const found = await db().photoLikeness.findUnique({
    where: { sha256_otherSha256: { sha256, otherSha256 } },
  })
  return found !== null && showsSamePicture(found, strict)
}

/** Pairs found among these files, which are all different pictures; and how many files could not be compared with all. */
export async function wrongPairs(hashes: readonly string[], strict: boolean) {
  const among = { in: [...hashes] }
  const found = await db().photoLikeness.findMany({ where: { sha256: among, otherSha256: among } })
  const cut = await db().photoLook.count({ where: { sha256: among, comparison: { not: 'WHOLE' } } })
  return { pairs: found.filter((pair) => showsSamePicture(pair, strict)).length / 2, cut }
}
