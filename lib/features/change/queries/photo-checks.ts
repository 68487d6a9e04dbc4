import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import type { Finding } from '@/lib/core/finding'
import { clear, doubt, unchecked } from '@/lib/features/inspection/rules/finding'
import { photoFindings } from '@/lib/features/photo/queries/findings'
import { showsSamePicture } from '@/lib/features/photo/rules/likeness'
import { showsText } from '@/lib/features/photo/rules/quality'
import { PHOTO_SLOT_LABELS, type PhotoInSlot, type PhotoSlot, photoSlot } from '@/lib/features/photo/schema'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { ChangeCheckCode } from '../schema/check'

type Reader = Pick<Tx, '$queryRaw'>
type Photos = {
  changeId: string
  machineId: string
  filingId: string | null
  /** Sent with the change. */
  sent: readonly PhotoInSlot[]
  /** Registered of the machine. */
  registered: readonly PhotoInSlot[]
}

/**
 * The checks of a change's photos: quality, likeness among themselves, with other registrations, and with the registered photos
 * of the same machine, which show the state before. Read with the desk: each later photo changes the answer.
 */
export async function changePhotoFindings(
  reader: Reader,
  actor: StaffActor,
  photos: Photos,
): Promise<Partial<Record<ChangeCheckCode, Finding[]>>> {
  const { sent, filingId } = photos
  if (sent.length === 0) return { SAME_PHOTO: [unchecked('没有随变更上传照片，没有核对照片')] }
  // Without a filing there is nobody to leave out, and nothing is found.
  const content = await photoFindings(reader, {
    filingId: filingId ?? photos.changeId,
    photos: sent,
    actorArea: actor.area,
  })
  return {
    ...content,
    ...(filingId
      ? {}
      : { SAME_PHOTO_CONTENT: [unchecked('该机械由原系统转入，没有与其他登记比对照片内容')] }),
    SAME_PHOTO: [await sameFileFinding(reader, actor, photos)],
    OLD_PHOTO: await oldPhotoFindings(reader, photos),
  }
}

const elsewhere = z.object({ slot: photoSlot, filingId: z.uuid().nullable(), inArea: z.boolean() })

/** The very file in another machine's filing or change. */
async function sameFileFinding(
  reader: Reader,
  actor: StaffActor,
  { machineId, filingId, sent }: Photos,
): Promise<Finding> {
  const rows = await rowsOf(reader, elsewhere)`
    SELECT own.slot, other."filingId", other."inArea" FROM
      unnest(${sent.map(({ photoId }) => photoId)}::uuid[], ${sent.map(({ slot }) => slot)}::text[]) own (id, slot)
      JOIN photo p ON p.id = own.id
      CROSS JOIN LATERAL (
        SELECT o.id AS "filingId", ${areaSql(actor.area, 'o')} AS "inArea"
        FROM filing_photo fp JOIN filing o ON o.id = fp."filingId"
        WHERE fp.sha256 = p.sha256 AND o.id IS DISTINCT FROM ${filingId}::uuid
          AND o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED')
        UNION ALL
        SELECT NULL, ${areaSql(actor.area, 'c')} FROM photo q JOIN change_photo cp ON cp."photoId" = q.id
          JOIN change c ON c.id = cp."changeId"
        WHERE q.sha256 = p.sha256 AND c."machineId" <> ${machineId}::uuid AND c.status <> 'WITHDRAWN'
        LIMIT 20) other`
  if (rows.length === 0) return clear('照片文件没有用于其他机械的登记和变更')
  const away = rows.filter(({ inArea }) => !inArea).length
  const text = `${labelsOf(rows.map(({ slot }) => slot))}与其他机械的登记或变更使用了同一张照片${away > 0 ? `（${away} 处不在本辖区）` : ''}`
  const filingIds = rows.flatMap(({ filingId: id, inArea }) => (id && inArea ? [id] : []))
  return { ...doubt(text, pathsOf(rows.map(({ slot }) => slot))), filingIds: [...new Set(filingIds)] }
}

const pair = z.object({
  slot: photoSlot,
  otherSlot: photoSlot.nullable(),
  sameFile: z.boolean(),
  share: z.number().nullable(),
  worst: z.number().nullable(),
  detail: z.number().nullable(),
  compared: z.boolean(),
})

/** Photos that are to show the state after, against those of the state before. */
async function oldPhotoFindings(reader: Reader, { sent, registered }: Photos): Promise<Finding[]> {
  if (registered.length === 0) return [unchecked('该机械没有登记照片，没有与原登记照片比对')]
  const rows = await rowsOf(reader, pair)`
    SELECT own.slot, old.slot AS "otherSlot", coalesce(q.sha256 = p.sha256, FALSE) AS "sameFile", k.share, k.worst,
      k.detail,
      coalesce(l.comparison IS NOT NULL AND l.comparison::text <> 'FAILED' AND NOT l.unreadable, FALSE) AS compared
    FROM unnest(${sent.map(({ photoId }) => photoId)}::uuid[], ${sent.map(({ slot }) => slot)}::text[]) own (id, slot)
      JOIN photo p ON p.id = own.id LEFT JOIN photo_look l ON l.sha256 = p.sha256
      LEFT JOIN (unnest(${registered.map(({ photoId }) => photoId)}::uuid[], ${registered.map(({ slot }) => slot)}::text[])
          old (id, slot) JOIN photo q ON q.id = old.id
          LEFT JOIN photo_likeness k ON k."otherSha256" = q.sha256)
        ON (k.sha256 = p.sha256 OR q.sha256 = p.sha256)`
  const same = slotsOf(rows.filter(({ sameFile }) => sameFile))
  const alike = slotsOf(rows.filter((row) => !same.includes(row.slot) && looksAlike(row)))
  const open = slotsOf(rows.filter(({ compared, slot }) => !compared && !same.includes(slot)))
  const findings = [
    ...(same.length > 0
      ? [doubt(`${labelsOf(same)}与原登记的照片是同一张，不能说明变更后的情况`, pathsOf(same))]
      : []),
    ...(alike.length > 0
      ? [doubt(`${labelsOf(alike)}与原登记的照片相似，可能不是变更后拍摄的`, pathsOf(alike))]
      : []),
    ...(open.length > 0
      ? [unchecked(`${labelsOf(open)}尚未与原登记照片比对，请稍后刷新`, pathsOf(open))]
      : []),
  ]
  return findings.length > 0 ? findings : [clear('变更照片与原登记照片不是同一张')]
}

function looksAlike({ slot, otherSlot, share, worst, detail }: z.output<typeof pair>): boolean {
  if (otherSlot === null || share === null || worst === null) return false
  return showsSamePicture({ share, worst, detail }, showsText(slot) || showsText(otherSlot))
}

const slotsOf = (rows: readonly { slot: PhotoSlot }[]) => [...new Set(rows.map(({ slot }) => slot))]
const labelsOf = (slots: readonly PhotoSlot[]) =>
  [...new Set(slots)].map((slot) => PHOTO_SLOT_LABELS[slot]).join('、')
const pathsOf = (slots: readonly PhotoSlot[]) => [...new Set(slots)].map((slot) => `photos.${slot}`)
