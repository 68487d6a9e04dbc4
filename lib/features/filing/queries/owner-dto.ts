import { photoUrls } from '@/lib/features/photo/rules'
import { decrypt } from '@/lib/server/secrets'
import type { Prisma } from '@/prisma/client'
import { wholeContent } from '../rules/content'
import { filingContent } from '../schema/content'
import type { FilingDto, ReturnReason } from '../schema/owner'

/** What a filer needs to change a filing: no number or code exists yet. */
export const changeParts = {
  photos: { select: { slot: true, photoId: true }, orderBy: { slot: 'asc' } },
  owner: { select: { name: true } },
  decisions: {
    select: { kind: true, comment: true, reasons: { orderBy: { position: 'asc' } } },
    orderBy: { revision: 'desc' },
    take: 1,
  },
} satisfies Prisma.FilingInclude

/** What an owner sees of a filing, in any status. */
export const ownerParts = {
  ...changeParts,
  machine: { select: { registrationNumber: true } },
  pickup: {
    select: {
      code: true,
      bureau: { select: { officeName: true, address: true, phone: true, hours: true } },
    },
  },
} satisfies Prisma.FilingInclude

type OwnerRow = Prisma.FilingGetPayload<{ include: typeof ownerParts }>
export type ChangeRow = Prisma.FilingGetPayload<{ include: typeof changeParts }>

/** Why a returned filing came back; nothing in any other status. */
export function returnReasonsOf({
  status,
  decisions,
}: Pick<ChangeRow, 'status' | 'decisions'>): ReturnReason[] {
  if (status !== 'RETURNED') return []
  return (decisions[0]?.reasons ?? []).map(({ code, text, fields }) => ({ code, text, fields }))
}

/** A row as its filer and owner see it. The pickup code is told while it can be used. */
export function toFilingDto(row: ChangeRow & Partial<Pick<OwnerRow, 'machine' | 'pickup'>>): FilingDto {
  const decision = row.decisions[0]
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    ...wholeContent(filingContent.parse(row.content)),
    photos: row.photos.map(({ slot, photoId }) => ({ slot, photoId, ...photoUrls(photoId, 'v1') })),
    ownerName: row.owner.name,
    forOther: row.ownerId !== row.filerId,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    collectedAt: row.collectedAt?.toISOString() ?? null,
    returnReasons: returnReasonsOf(row),
    declineReason:
      row.status === 'DECLINED' ? (decision?.comment ?? decision?.reasons[0]?.text ?? null) : null,
    registrationNumber: row.machine?.registrationNumber ?? null,
    emissionStage: row.emissionStage,
    pickup: row.status === 'APPROVED' && row.pickup ? pickupOf(row.pickup) : null,
  }
}

function pickupOf({ code, bureau }: NonNullable<OwnerRow['pickup']>): FilingDto['pickup'] {
  const { officeName, address, phone, hours } = bureau
  return { code: decrypt(code), office: { name: officeName, address, phone, hours } }
}
