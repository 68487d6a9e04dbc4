import { z } from 'zod'
import type { AreaFilter } from '@/lib/core/area'
import type { Finding } from '@/lib/core/finding'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import {
  type AlikeElsewhere,
  type AlikePair,
  elsewhereFindings,
  type PhotoCheckCode,
  qualityFindings,
  repeatedFindings,
  type SeenPhoto,
} from '../rules/findings'
import { COMPARISONS } from '../rules/likeness'
import { inFormOrder } from '../rules/photos'
import { type PhotoInSlot, photoSlot } from '../schema'

type Reader = Pick<Tx, '$queryRaw'>

/** Other filings' photos read at most: one picture in hundreds is a doubt all the same. */
const MAX_ELSEWHERE = 200

/**
 * What the photos of a filing give rise to, by check. It reads what is stored: what nobody has looked at or compared yet is
 * NOT_CHECKED.
 * @param photos those to judge, e.g. of the last submission
 * @param actorArea only filings in it are linked, others counted; without it all are given
 */
export async function photoFindings(
  reader: Reader,
  {
    filingId,
    photos,
    actorArea,
  }: { filingId: string; photos: readonly PhotoInSlot[]; actorArea?: AreaFilter },
): Promise<Record<PhotoCheckCode, Finding[]>> {
  const seen = await findSeen(reader, photos)
  const hashes = [...new Set(seen.map(({ sha256 }) => sha256))]
  const elsewhere = await findElsewhere(reader, filingId, seen, actorArea)
  return {
    SAME_PHOTO_CONTENT: elsewhereFindings(seen, elsewhere),
    PHOTO_REPEATED: repeatedFindings(seen, pairsOf(seen, await findPairs(reader, hashes))),
    PHOTO_QUALITY: qualityFindings(seen),
  }
}

const seenRow = z.object({
  photoId: z.uuid(),
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  unreadable: z.boolean().nullable(),
  comparison: z.enum(COMPARISONS).nullable(),
  sharpness: z.number().nullable(),
  shadows: z.number().nullable(),
  highlights: z.number().nullable(),
  contrast: z.number().nullable(),
  textLevel: z.number().nullable(),
})

async function findSeen(reader: Reader, photos: readonly PhotoInSlot[]): Promise<SeenPhoto[]> {
  const rows = await rowsOf(reader, seenRow)`
    SELECT p.id AS "photoId", p.sha256::text AS sha256, p.width, p.height, l.unreadable, l.comparison::text AS comparison,
      l.sharpness, l.shadows, l.highlights, l.contrast, l."textLevel"
    FROM photo p LEFT JOIN photo_look l ON l.sha256 = p.sha256
    WHERE p.id = ANY(${photos.map(({ photoId }) => photoId)}::uuid[])`
  const byId = new Map(rows.map((row) => [row.photoId, row]))
  return inFormOrder(photos).flatMap(({ slot, photoId }) => {
    const row = byId.get(photoId)
    return row ? [{ slot, sha256: row.sha256, look: lookOf(row) }] : []
  })
}

function lookOf(row: z.output<typeof seenRow>): SeenPhoto['look'] {
  const { unreadable, comparison, width, height, sharpness, shadows, highlights, contrast, textLevel } = row
  if (unreadable === null) return null
  // An unreadable file has no figures, and none is asked for.
  const figures = { shadows: shadows ?? 0, highlights: highlights ?? 0, contrast: contrast ?? 0 }
  return { unreadable, comparison, width, height, sharpness, textLevel, ...figures }
}

const pairRow = z.object({
  sha256: z.string(),
  otherSha256: z.string(),
  share: z.number(),
  worst: z.number(),
  detail: z.number().nullable(),
})
type PairRow = z.output<typeof pairRow>

function findPairs(reader: Reader, hashes: readonly string[]): Promise<PairRow[]> {
  return rowsOf(reader, pairRow)`
    SELECT sha256::text AS sha256, "otherSha256"::text AS "otherSha256", share, worst, detail FROM photo_likeness
    WHERE sha256 = ANY(${hashes}::text[]::char(64)[]) AND "otherSha256" = ANY(${hashes}::text[]::char(64)[])`
}

function pairsOf(seen: readonly SeenPhoto[], found: readonly PairRow[]): AlikePair[] {
  return seen.flatMap((one, at) =>
    seen.slice(at + 1).flatMap((two): AlikePair[] => {
      const slots: AlikePair['slots'] = [one.slot, two.slot]
      if (one.sha256 === two.sha256) return [{ slots, sameFile: true, share: 1, worst: 1, detail: 1 }]
      const pair = found.find(
        ({ sha256, otherSha256 }) => sha256 === one.sha256 && otherSha256 === two.sha256,
      )
      if (!pair) return []
      const { share, worst, detail } = pair
      return [{ slots, sameFile: false, share, worst, detail }]
    }),
  )
}

const elsewhereRow = z.object({
  sha256: z.string(),
  otherSlot: photoSlot,
  filingId: z.uuid(),
  sameAccount: z.boolean(),
  inArea: z.boolean(),
  mirrored: z.boolean(),
  share: z.number(),
  worst: z.number(),
  detail: z.number().nullable(),
})

/** Filings that were never submitted, withdrawn or declined do not count, as with identical files. */
async function findElsewhere(
  reader: Reader,
  filingId: string,
  seen: readonly SeenPhoto[],
  area: AreaFilter = {},
): Promise<AlikeElsewhere[]> {
  const hashes = seen.map(({ sha256 }) => sha256)
  const rows = await rowsOf(reader, elsewhereRow)`
    SELECT k.sha256::text AS sha256, op.slot::text AS "otherSlot", o.id AS "filingId", ${areaSql(area, 'o')} AS "inArea",
      (o."filerId" IN (f."filerId", f."ownerId") OR o."ownerId" IN (f."filerId", f."ownerId")) AS "sameAccount",
      k.mirrored, k.share, k.worst, k.detail
    FROM filing f CROSS JOIN photo_likeness k JOIN filing_photo op ON op.sha256 = k."otherSha256"
      JOIN filing o ON o.id = op."filingId"
    WHERE f.id = ${filingId}::uuid AND k.sha256 = ANY(${hashes}::text[]::char(64)[]) AND o.id <> f.id
      AND o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED')
      AND NOT EXISTS (SELECT FROM filing_photo same WHERE same.sha256 = k.sha256 AND same."filingId" = o.id)
    ORDER BY "inArea" DESC, o.id LIMIT ${MAX_ELSEWHERE}`
  return rows.flatMap(({ sha256, ...row }) =>
    seen.filter((photo) => photo.sha256 === sha256).map(({ slot }) => ({ slot, ...row })),
  )
}
