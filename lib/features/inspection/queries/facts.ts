import { chinaDay } from '@/lib/core/clock'
import { documentNumberLabel, registeredDocument } from '@/lib/core/identity-document'
import { filingContent } from '@/lib/features/content/schema/content'
import type { Tx } from '@/lib/server/database/db'
import { openIdNumber } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'
import { documentVerdict } from '../rules/documents'
import type { InspectionFacts } from '../rules/facts'

const party = { select: { id: true, type: true, idNumber: true, documentKind: true } } as const
const filing = {
  id: true,
  revision: true,
  submittedAt: true,
  districtCode: true,
  content: true,
  owner: party,
  filer: party,
  photos: {
    select: {
      slot: true,
      photo: {
        select: { id: true, createdAt: true, takenAt: true, latitude: true, longitude: true },
      },
    },
    orderBy: { slot: 'asc' },
  },
} as const satisfies Prisma.FilingSelect
type Party = Prisma.FilingGetPayload<{ select: typeof filing }>['owner']

/**
 * A filing that waits or is in review, as it was submitted.
 * @returns null in any other status: what is decided stays as the officer saw it
 */
export async function findFacts(
  reader: Pick<Tx, 'filing'>,
  filingId: string,
): Promise<InspectionFacts | null> {
  const row = await reader.filing.findFirst({
    where: { id: filingId, status: { in: ['SUBMITTED', 'IN_REVIEW'] } },
    select: filing,
  })
  if (!row?.submittedAt) return null
  const { owner, filer, photos, id, content, ...rest } = row
  const today = chinaDay(new Date())
  const parties =
    owner.id === filer.id
      ? [['机主', owner] as const]
      : ([
          ['机主', owner],
          ['被委托人', filer],
        ] as const)
  return {
    ...rest,
    filingId: id,
    submittedAt: row.submittedAt,
    ownerId: owner.id,
    filerId: filer.id,
    content: filingContent.parse(content),
    photos: photos.map(({ slot, photo: { id: photoId, createdAt, ...photo } }) => ({
      ...photo,
      slot,
      photoId,
      uploadedAt: createdAt,
    })),
    documents: parties.map(([name, one]) => ({ party: name, ...documentOf(one, today) })),
  }
}

function documentOf({ type, documentKind, ...party }: Party, today: string) {
  const number = openIdNumber(party)
  const kind = documentKind ?? registeredDocument(type, number)
  return { label: documentNumberLabel(kind, type), verdict: documentVerdict(kind, number, today) }
}
