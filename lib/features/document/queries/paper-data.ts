import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaOr } from '@/lib/core/area'
import { chinaTime } from '@/lib/core/clock'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { HIDDEN_ID_NUMBER } from '@/lib/core/mask'
import { knownDay } from '@/lib/core/moment'
import type { PaperPhoto } from '@/lib/core/paper'
import { filingContent } from '@/lib/features/content/schema/content'
import { inFormOrder, newestPhotos, photoUrls } from '@/lib/features/photo/rules/photos'
import { PHOTO_SLOT_LABELS, type PhotoInSlot } from '@/lib/features/photo/schema'
import { listAll } from '@/lib/features/setting/queries/lists'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { storage } from '@/lib/server/files/storage'
import { log } from '@/lib/server/observe/log'
import { maskedPhone } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'
import type { PaperData, Party } from '../rules/paper-data'
import { qrPath } from '../rules/qr-path'

export type MachinePaper = { machineId: string; districtCode: string | null; data: PaperData }

/**
 * The current data for the papers of a filing's machine: its content, photos, number, stage and owner, which may have
 * changed since the filing. Both the bureau where the machine works now and the one that registered it may print them
 * (domain.md, Changes).
 * @throws AppError NOT_FOUND outside the actor's area, STATE_CONFLICT while there is no number yet, or when the registration
 *   is no longer valid
 */
export async function getPaperData(actor: StaffActor, filingId: string): Promise<MachinePaper> {
  const seen = areaOr(actor.area, { machine: actor.area })
  const filing = await db().filing.findFirst({ where: { id: filingId, AND: seen }, include: INCLUDE })
  if (!filing) throw new AppError('NOT_FOUND')
  const { machine } = filing
  if (!machine?.pickup || !machine.registrationNumber)
    throw new AppError('STATE_CONFLICT', { detail: '该登记尚未发放号码，还不能打印' })
  if (machine.status !== 'ACTIVE')
    throw new AppError('STATE_CONFLICT', { detail: '该机械的登记已注销或撤销，不能打印' })

  const [names, colours, card] = await Promise.all([
    namesOfLists(),
    findSetting(db(), 'marking-colours', machine.districtCode),
    findSetting(db(), 'card-text', machine.districtCode),
  ])
  const stage = STAGE_CODES.find((code) => code === machine.emissionStage) ?? 'X'
  const url = new URL(`/check/${machine.checkToken}`, env().PUBLIC_URL).href
  // The filer is shown as agent only while the owner he filed for owns the machine.
  const agent = filing.filerId !== filing.ownerId && machine.ownerId === filing.ownerId ? filing.filer : null
  const data: PaperData = {
    registrationNumber: machine.registrationNumber,
    stage: { code: stage, name: names[`STAGE.${stage}`] ?? stage },
    registeredOn: knownDay(machine.registeredAt, machine.registeredPrecision),
    owner: party(machine.owner),
    agent: agent && party(agent),
    bureau: machine.pickup.bureau,
    districtName: machine.district?.fullName ?? '',
    content: filingContent.parse(machine.content),
    names,
    photos: photosOf(newestPhotos(filing.photos, machine.changes)),
    colours: colours[stage],
    card,
    check: { url, ...qrPath(url) },
    printedBy: actor.name,
    printedAt: chinaTime(new Date()),
  }
  return { machineId: machine.id, districtCode: machine.districtCode, data }
}

const PERSON = { id: true, type: true, name: true, documentKind: true, phone: true } as const
type PersonRow = Prisma.AccountGetPayload<{ select: typeof PERSON }>
const PHOTOS = { select: { slot: true, photoId: true } } as const
/** Oldest first, without cancellations: their photos are evidence, not pictures of the machine. */
const CHANGES = {
  where: { status: 'DONE', type: { not: 'CANCELLATION' } },
  orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  select: { photos: PHOTOS },
} satisfies Prisma.Machine$changesArgs
const INCLUDE = {
  filer: { select: PERSON },
  photos: PHOTOS,
  machine: {
    include: {
      owner: { select: PERSON },
      district: { select: { fullName: true } },
      changes: CHANGES,
      pickup: {
        select: {
          bureau: { select: { name: true, officeName: true, address: true, phone: true, hours: true } },
        },
      },
    },
  },
} as const

function party(row: PersonRow): Party {
  return {
    type: row.type,
    name: row.name,
    documentLabel: documentNumberLabel(row.documentKind, row.type),
    // Printed before the hand-over, where these digits are asked for (docs/decisions/0041).
    idNumberMasked: HIDDEN_ID_NUMBER,
    phoneMasked: maskedPhone(row),
  }
}

/** `CATEGORY.BULLDOZER` → 推土机; includes disabled items, which old filings still refer to. */
export async function namesOfLists(): Promise<Record<string, string>> {
  const lists = await listAll(db(), { withDisabled: true })
  return Object.fromEntries(
    Object.entries(lists).flatMap(([list, items]) =>
      items.map((item) => [`${list}.${item.code}`, item.name] as const),
    ),
  )
}

function photosOf(photos: readonly PhotoInSlot[]): PaperPhoto[] {
  return inFormOrder(photos).map(({ slot, photoId }) => ({
    label: PHOTO_SLOT_LABELS[slot],
    url: photoUrls(photoId, 'console').thumbnailUrl,
  }))
}

/**
 * Adds the bytes of the thumbnails, which only the collection form as PDF needs. An unreadable one is logged and left
 * out: the owner at the counter still gets the paper.
 */
export async function withPictures(filingId: string, data: PaperData): Promise<PaperData> {
  const { photos: filed, machine } = await db().filing.findUniqueOrThrow({
    where: { id: filingId },
    select: { photos: PHOTOS, machine: { select: { changes: CHANGES } } },
  })
  const newest = newestPhotos(filed, machine?.changes ?? [])
  const rows = await db().photo.findMany({
    where: { id: { in: newest.map(({ photoId }) => photoId) } },
    select: { id: true, thumbnailKey: true },
  })
  const keyOf = new Map(rows.map(({ id, thumbnailKey }) => [id, thumbnailKey]))
  const keys = new Map(newest.map(({ slot, photoId }) => [PHOTO_SLOT_LABELS[slot], keyOf.get(photoId)]))
  const files = await storage()
  const read = async (key: string | undefined) => {
    if (key === undefined) return undefined
    return files.get(key).catch((error: unknown) => {
      log().error({ filingId, key, error: String(error) }, 'a photo is missing in the storage')
      return undefined
    })
  }
  const photos = await Promise.all(
    data.photos.map(async (photo) => ({ ...photo, bytes: await read(keys.get(photo.label)) })),
  )
  return { ...data, photos }
}
