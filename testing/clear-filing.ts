import { db } from '@/lib/server/database/db'
import { type FilingSeed, type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import type { CheckResult } from '@/prisma/generated/enums'

/**
 * A submitted filing of which every check that can be made came out clear, except those named.
 * @param checks the rules of the inspection
 */
export async function makeClearFiling(
  checks: readonly { code: string; version: number }[],
  seed: FilingSeed = {},
  except: Record<string, 'DOUBT' | 'NOT_CHECKED'> = {},
): Promise<MadeFiling> {
  const filing = await makeFiling(db(), 'SUBMITTED', {
    ...seed,
    content: {
      engine: { emissionStage: '3' },
      codes: { disclosureNumber: 'CNFJG3000L81000192000002' },
      ...seed.content,
    },
  })
  await db().photo.updateMany({
    where: { id: { in: filing.photoIds } },
    data: { width: 3000, height: 2000, lookDueAt: null },
  })
  const photos = await db().photo.findMany({ where: { id: { in: filing.photoIds } } })
  const good = { sharpness: 0.4, brightness: 120, textLevel: 3, shadows: 60, highlights: 200, contrast: 60 }
  await db().photoLook.createMany({
    data: photos.map(({ sha256 }) => ({
      sha256,
      marks: [],
      ...good,
      comparison: 'WHOLE',
      compareDueAt: null,
    })),
  })
  const results = checks.map(({ code, version }) => {
    const result: CheckResult = except[code] ?? (code === 'PHOTO_PLACE' ? 'NOT_CHECKED' : 'CLEAR')
    return { code, version, result, position: 0, text: `${code} ${result}`, paths: [], filingIds: [] }
  })
  await db().inspection.create({
    data: { filingId: filing.id, revision: 1, inspectedAt: new Date(), results: { create: results } },
  })
  return filing
}
