import { chinaDay } from '@/lib/core/clock'
import type { Prisma } from '../../client'
import type { Content } from '../../factories/content'
import type { Rows } from '../../factories/rows'
import { idAt } from '../../factories/sequence'
import type { Told } from '../../factories/story-parts'
import type { PhotoSlot } from '../../generated/enums'
import { contentOf, filterOf } from './contents'
import { minutesBefore, workdaysAgo } from './days'
import { type DemoPhoto, planPhoto } from './photos'
import { PLANS, type Plan } from './plan'
import type { World } from './stories'

type Values = Prisma.InputJsonObject
type Asked = {
  type: 'DETAILS' | 'DPF'
  /** Working days ago. */
  submitted: number
  slots: PhotoSlot[]
  before: Values
  after: Values
  /** As the machine would be. */
  content: Content
}

/** The changes that wait for an officer in the demo. */
type DemoChanges = {
  changes: (Prisma.ChangeCreateManyInput & { id: string })[]
  changePhotos: Prisma.ChangePhotoCreateManyInput[]
  photos: DemoPhoto[]
  audit: Rows['audit']
}

/** @param told the plan's filings, in its order */
export function demoChanges(world: World, told: Told[]): DemoChanges {
  const made: DemoChanges = { changes: [], changePhotos: [], photos: [], audit: [] }
  for (const [index, plan] of PLANS.entries()) {
    const machineId = told[index]?.machineId
    if (plan.change && machineId) addChange(made, world, plan, machineId)
  }
  return made
}

function addChange(made: DemoChanges, { now, accounts }: World, plan: Plan, machineId: string): void {
  const { type, submitted, slots, before, after, content } = askedOf(plan, now)
  const accountId = accounts.of(plan.owner).id
  const submittedAt = workdaysAgo(now, submitted, 75)
  const id = idAt(submittedAt)
  const photos = slots.map((slot) =>
    planPhoto(plan, slot, accountId, minutesBefore(submittedAt, 9), { content }),
  )
  const area = {
    provinceCode: `${plan.district.slice(0, 2)}0000`,
    cityCode: `${plan.district.slice(0, 4)}00`,
  }
  made.changes.push({
    id,
    machineId,
    accountId,
    type,
    status: 'SUBMITTED',
    before,
    after,
    districtCode: plan.district,
    ...area,
    submittedAt,
  })
  made.changePhotos.push(...photos.map(({ slot, row }) => ({ changeId: id, slot, photoId: row.id })))
  made.photos.push(...photos)
  made.audit.push({
    at: submittedAt,
    actorKind: 'ACCOUNT',
    actorId: accountId,
    action: 'change.submit',
    subjectType: 'change',
    subjectId: id,
    districtCode: plan.district,
    details: { machineId, changeType: type, fields: Object.keys(after) },
  })
}

/** A filter with the two photos that the manual asks for; or another serial, of which the owner has sent no photo. */
function askedOf(plan: Plan, now: Date): Asked {
  const content = contentOf(plan)
  if (plan.change === 'FILTER') {
    const dpf = { ...filterOf(PLANS.indexOf(plan)), installedOn: chinaDay(workdaysAgo(now, 2, 0)) }
    const fields = Object.entries(dpf).map(([key, value]) => [`dpf.${key}`, value] as const)
    const before = Object.fromEntries(fields.map(([path]) => [path, null]))
    return {
      type: 'DPF',
      submitted: 1,
      slots: ['DPF_BODY', 'DPF_PLATE'],
      before: { ...before, 'dpf.installed': false },
      after: Object.fromEntries(fields),
      content: { ...content, dpf },
    }
  }
  const serial = String(content.machine.serial)
  return {
    type: 'DETAILS',
    submitted: 2,
    slots: [],
    before: { 'machine.serial': serial },
    after: { 'machine.serial': serial.replace(/\d$/, (last) => String((Number(last) + 3) % 10)) },
    content,
  }
}
