/** The labelled set, checked as in operation. */
import { filingRoutes } from '@/lib/features/filing/routes'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { inspectOutdated } from '@/lib/features/inspection/jobs'
import { comparePhotos } from '@/lib/features/photo/commands/compare-photos'
import { lookAtPhotos } from '@/lib/features/photo/commands/look-at-photos'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { type Case, type Judged, plant } from '@/testing/planted/labelled-set'
import { staffSession } from '@/testing/staff-session'

/** Makes the filings, has the jobs check them, and reads their desks. */
export async function judgeAll(plan: readonly Case[]): Promise<Judged[]> {
  const planted: (Case & { id: string })[] = []
  for (const one of plan) planted.push({ ...one, id: await plant(one) })
  while ((await lookAtPhotos()) > 0);
  while ((await comparePhotos()) > 0);
  while ((await inspectOutdated()) > 0);
  const { headers } = await staffSession(db(), 'REVIEWER')
  const judged: Judged[] = []
  for (const { id, ...one } of planted) {
    const { body } = await callRoute<DeskFiling>(filingRoutes.getDeskFiling, { params: { id }, headers })
    judged.push({ ...one, doubts: body.checks.filter(({ result }) => result === 'DOUBT') })
  }
  return judged
}
