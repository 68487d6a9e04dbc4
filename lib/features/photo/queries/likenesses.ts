import { z } from 'zod'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { decodeGrey } from '@/lib/server/files/decode-grey'
import type { GreyBytes } from '@/lib/server/files/grey'
import { MARK_SIDE, type Probe, type Warp } from '@/lib/server/files/picture-marks'
import { inThread } from '@/lib/server/files/picture-thread'
import type { Near } from '@/lib/server/files/picture-work'
import { CLOSE_SIDE } from '@/lib/server/files/second-look'
import { storage } from '@/lib/server/files/storage'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { Prisma } from '@/prisma/client'
import {
  type Agreement,
  ALIKE_SHARE,
  type Comparison,
  MAX_LOOKED_AT,
  NEAR_BITS,
  SURELY_NEAR_BITS,
} from '../rules/likeness'

export type FoundLikeness = Agreement & { otherSha256: string; mirrored: boolean }

/** Candidates read from the index. */
const MAX_READ = 5000
const THUMBNAIL_SIDE = 320

const lookRow = z.object({ sha256: z.string(), marks: z.array(z.int()) })

/**
 * Other files that show the same picture as this one, anywhere in the country. What is to be reckoned is reckoned in a thread.
 * @returns `FAILED` when this file or one of the candidates could not be read, `CUT` when very many are so near that not all
 *   could be looked at; what was found counts in any case
 * @throws ThreadError
 */
export async function findLikenesses(
  sha256: string,
): Promise<{ comparison: Comparison; likenesses: FoundLikeness[] }> {
  const own = await openThumbnail(sha256)
  if (!own) return { comparison: 'FAILED', likenesses: [] }
  const square = await decodeGrey(own.thumbnail, MARK_SIDE, { square: true })
  const { probes, keys, layer } = await inThread('open', { square, picture: own.picture })
  const { candidates, cut } = await findCandidates(sha256, probes, keys)
  const likenesses: FoundLikeness[] = []
  let failed = false
  let whole: Promise<GreyBytes | null> | undefined
  for (const { sha256: otherSha256, guess, mirrored } of candidates) {
    const other = await openThumbnail(otherSha256)
    if (!other) failed = true
    const found = other && (await inThread('compare', { layer, other: other.picture, guess }))
    if (!found || found.share < ALIKE_SHARE) continue
    whole ??= openWhole(sha256)
    const closely = await lookClosely(await whole, await openWhole(otherSha256), found.warp)
    if (closely === 'FAILED') failed = true
    const { share, worst } = found
    likenesses.push({ otherSha256, mirrored, share, worst, detail: closely === 'FAILED' ? null : closely })
  }
  return { comparison: failed ? 'FAILED' : cut ? 'CUT' : 'WHOLE', likenesses }
}

/** The third look, at two that the second found alike. */
async function lookClosely(
  picture: GreyBytes | null,
  other: GreyBytes | null,
  warp: Warp,
): Promise<number | 'FAILED' | null> {
  return picture && other ? inThread('closely', { picture, other, warp }) : 'FAILED'
}

/**
 * Files with one of the keys. PostgreSQL takes every key of an array for a frequent one and would read the whole table:
 * within the transaction it may not.
 */
export async function readCandidates(
  tx: Tx,
  sha256: string,
  keys: readonly number[],
  explain = Prisma.empty,
) {
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`
  return tx.$queryRaw`${explain} SELECT sha256::text AS sha256, marks FROM photo_look
    WHERE marks && ${keys}::int[] AND sha256 <> ${sha256} LIMIT ${MAX_READ}`
}

/** The nearest of them. */
async function findCandidates(
  sha256: string,
  probes: readonly Probe[],
  keys: readonly number[],
): Promise<{ candidates: Near[]; cut: boolean }> {
  const files = z.array(lookRow).parse(await transact((tx) => readCandidates(tx, sha256, keys)))
  const near = await inThread('near', { probes, files, within: NEAR_BITS })
  const next = near[MAX_LOOKED_AT]
  const cut = files.length === MAX_READ || (next !== undefined && next.distance <= SURELY_NEAR_BITS)
  return { candidates: near.slice(0, MAX_LOOKED_AT), cut }
}

async function openThumbnail(sha256: string): Promise<{ thumbnail: Buffer; picture: GreyBytes } | null> {
  return opened(sha256, 'thumbnailKey', async (thumbnail) => ({
    thumbnail,
    picture: await decodeGrey(thumbnail, THUMBNAIL_SIDE),
  }))
}

const openWhole = (sha256: string): Promise<GreyBytes | null> =>
  opened(sha256, 'storageKey', (jpeg) => decodeGrey(jpeg, CLOSE_SIDE, { square: true, smooth: true }))

/** A file of any photo with this content; null when it cannot be read. */
async function opened<T>(
  sha256: string,
  key: 'thumbnailKey' | 'storageKey',
  read: (file: Buffer) => Promise<T>,
): Promise<T | null> {
  const photo = await db().photo.findFirst({
    where: { sha256 },
    select: { thumbnailKey: true, storageKey: true },
  })
  if (!photo) return null
  try {
    return await read(await (await storage()).get(photo[key]))
  } catch (error) {
    log().warn({ sha256, error: errorFacts(error) }, 'photo could not be compared')
    return null
  }
}
