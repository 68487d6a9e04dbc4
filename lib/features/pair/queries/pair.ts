import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { getDesk } from '@/lib/features/filing/queries/desk'
import { isOpen, STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { type AlikeOne, alikeOnes, unlisted } from '@/lib/features/filing/rules/likeness'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { Tx } from '@/lib/server/database/db'
import type { PairView } from '../schema'
import { judgmentsOf } from './judgments'
import { filingSide, sideOf } from './sides'

/**
 * A filing beside another registration that looks like it: the one asked for, else the first in doubt. What is in another
 * area is counted in `unlisted`, never shown.
 * @param other key of one of the `choices`
 * @throws AppError NOT_FOUND outside the area, and when the other is not, or no longer, alike
 */
export async function getPair(reader: Tx, actor: StaffActor, id: string, other?: string): Promise<PairView> {
  const desk = await getDesk(reader, actor, id)
  const ones = alikeOnes(desk.duplicates)
  const one = other ? ones.find(({ key }) => key === other) : ones[0]
  if (other && !one) throw new AppError('NOT_FOUND', { detail: '这两件已没有相同之处，或其中一件不在本辖区' })
  const whyNot = refusalOf(actor, desk, one)
  return {
    complete: desk.duplicates.complete,
    choices: ones.map(({ key, registrationNumber, paths, dismissal, ruling }) => ({
      key,
      registrationNumber,
      paths,
      judged: dismissal ? 'DIFFERENT' : (ruling?.verdict ?? null),
    })),
    unlisted: unlisted(desk.duplicates),
    self: await filingSide(reader, actor, desk),
    other: one ? await sideOf(reader, actor, keyOf(one)) : null,
    paths: one?.paths ?? [],
    lookAlikes: one?.lookAlikes.map(({ path }) => path) ?? [],
    state: one?.state ?? null,
    judgments: one ? await judgmentsOf(reader, { id, ...idsOf(one) }) : [],
    mayJudge: one !== undefined && whyNot === null,
    whyNot,
  }
}

const keyOf = ({ filingId, machineId }: AlikeOne) =>
  filingId ? { filingId } : { machineId: machineId ?? '' }
const idsOf = ({ filingId, machineId }: AlikeOne) =>
  filingId ? { otherFilingId: filingId } : { otherMachineId: machineId ?? '' }

/** Why the pair cannot be judged from this filing now; the command refuses for the same. */
function refusalOf(actor: StaffActor, desk: DeskFiling, one: AlikeOne | undefined): string | null {
  if (!one) return null
  if (!roleMay(actor.role, 'filing.review')) return '由审核人员判定'
  if (!isOpen(desk.status)) return `本件当前为“${STATUS_LABELS[desk.status]}”，不再判定`
  if (desk.claim && !desk.claim.mine) return `本件正由${desk.claim.staffName}审核，由其判定`
  return null
}
