import { randomInt } from 'node:crypto'
import type { Reason, Story } from '../../factories/story-parts'
import type { DemoOffices } from './bureaus'
import { contentOf } from './contents'
import { deadlines, minutesBefore, workdaysAgo } from './days'
import { modelOf } from './models'
import type { DemoAccounts } from './people'
import { type DemoPhoto, planPhoto, slotsOf } from './photos'
import { PLANS, type Plan } from './plan'
import type { DemoSeries } from './series'

export type World = { now: Date; offices: DemoOffices; accounts: DemoAccounts; series: DemoSeries }

const REASONS: Record<NonNullable<Plan['reason']>, Reason> = {
  PHOTO_UNCLEAR: { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] },
  PLATE_MISMATCH: {
    code: 'PLATE_MISMATCH',
    text: '机械铭牌上的出厂编号与填写的不一致，请对照铭牌重新填写',
    fields: ['machine.serial', 'photos.MACHINE_PLATE'],
  },
  CERTIFICATE_MISSING: {
    code: 'CERTIFICATE_MISSING',
    text: '合格证照片缺右下角印章，请重新拍摄整页',
    fields: ['photos.CERTIFICATE'],
  },
  CODE_NOT_VERIFIED: {
    code: 'CODE_NOT_VERIFIED',
    text: '环保信息公开编号未能核验，请核对后重新填写并上传标签照片',
    fields: ['codes.disclosureNumber', 'photos.ENV_LABEL'],
  },
}

const STAFF: Record<string, { reviewer: string; counter: string; bureau: string }> = {
  '110101': { reviewer: 'reviewer', counter: 'counter', bureau: '110101' },
  '110108': { reviewer: 'reviewer.haidian', counter: 'counter.haidian', bureau: '110108' },
}
const TANGSHAN = { reviewer: 'reviewer.tangshan', counter: 'counter.tangshan', bureau: '130200' }

/** The pickup codes of the manual's own screens, then any. */
const MANUAL_CODES = ['964069', '217276']

/** Every line of the plan as a story, with the photos it shows. */
export function demoStories(world: World): { stories: Story[]; photos: DemoPhoto[] } {
  const photos: DemoPhoto[] = []
  const stories = PLANS.map((plan) => storyOf(plan, world, photos))
  grantNumbers(stories, world)
  return { stories, photos }
}

function storyOf(plan: Plan, world: World, photos: DemoPhoto[]): Story {
  const { now, accounts, offices } = world
  const n = PLANS.indexOf(plan)
  const ownerId = accounts.of(plan.owner).id
  const filerId = plan.filer ? accounts.of(plan.filer).id : ownerId
  const submittedAt =
    plan.submitted === 0
      ? minutesBefore(now, 12 + n)
      : workdaysAgo(now, plan.submitted, 15 + ((n * 41) % 400))
  const { reviewer } = STAFF[plan.district] ?? TANGSHAN
  const reviewerId = offices.staffId(reviewer)
  const content = contentOf(plan)
  const createdAt = minutesBefore(
    plan.again ? workdaysAgo(now, plan.submitted + 4, 30 + n) : submittedAt,
    35 + (n % 30),
  )
  const unclear = plan.reason === 'PHOTO_UNCLEAR'
  const shown = slotsOf(plan).map((slot) =>
    planPhoto(plan, slot, filerId, createdAt, { blurred: unclear && slot === 'BODY_FRONT' }),
  )
  photos.push(...shown)
  const story: Story = {
    status: plan.status,
    filerId,
    ownerId,
    consentAt: filerId === ownerId ? undefined : new Date(createdAt.getTime() + 8 * 60_000),
    content,
    photos: shown.map(({ slot, row }) => ({ slot, photoId: row.id })),
    createdAt,
    submittedAt,
    ...deadlines(submittedAt),
    reviewerId,
    reasons: plan.reason ? [REASONS[plan.reason]] : undefined,
    ...decisionOf(plan, n, now),
  }
  if (plan.again) addEarlierRound(story, plan, n, world, photos)
  if (plan.status === 'COLLECTED') addCollector(story, plan, n, world)
  return story
}

function decisionOf(plan: Plan, n: number, now: Date): Partial<Story> {
  if (plan.status === 'IN_REVIEW') return { claimedAt: minutesBefore(now, 6) }
  if (plan.status === 'WITHDRAWN') return { withdrawnAt: workdaysAgo(now, plan.submitted - 1, 200) }
  if (plan.status === 'DRAFT' || plan.status === 'SUBMITTED') return {}
  const reviewedAt = workdaysAgo(now, Math.max(1, plan.submitted - 1 - (n % 2)), 10 + ((n * 29) % 420))
  const declineReason = plan.plate
    ? '该车辆持有公安机关核发的号牌，属于道路机动车，不在非道路移动机械登记范围内。'
    : '该机械长期在外省使用，请在现使用地申请登记。'
  const comment = n % 5 === 0 ? '铭牌与公开信息一致。' : undefined
  return { reviewedAt, declineReason, comment, emissionStage: modelOf(plan.model).engine.emissionStage }
}

/** Handed in with a blurred front photo and a serial with two digits swapped, returned two working days later. */
function addEarlierRound(story: Story, plan: Plan, n: number, { now }: World, photos: DemoPhoto[]): void {
  const blurred = planPhoto(plan, 'BODY_FRONT', story.filerId, story.createdAt, { blurred: true })
  photos.push(blurred)
  const { machine } = story.content
  const serial = String(machine.serial).replace(/(\d)(\d)$/, '$2$1')
  story.earlier = [
    {
      content: { ...story.content, machine: { ...machine, serial } },
      photos: story.photos.map(({ slot, photoId }) => ({
        slot,
        photoId: slot === 'BODY_FRONT' ? blurred.row.id : photoId,
      })),
      submittedAt: workdaysAgo(now, plan.submitted + 4, 30 + n),
      returnedAt: workdaysAgo(now, plan.submitted + 2, 60 + n),
      staffId: story.reviewerId ?? '',
      reasons: [REASONS.PHOTO_UNCLEAR, REASONS.PLATE_MISMATCH],
    },
  ]
}

function addCollector(story: Story, plan: Plan, n: number, { now, accounts, offices }: World): void {
  const { counter } = STAFF[plan.district] ?? TANGSHAN
  const owner = accounts.of(plan.owner)
  const agent = plan.filer ? accounts.of(plan.filer) : null
  const employee = { kind: 'OTHER' as const, name: '刘洋', idNumber: accounts.of('ma').idNumber }
  const collector = agent
    ? { kind: 'AGENT' as const, name: agent.name }
    : owner.type === 'UNIT' && n % 2 === 0
      ? employee
      : { kind: 'OWNER' as const, name: owner.name }
  story.collected = {
    at: workdaysAgo(now, Math.max(1, plan.submitted - 5 - (n % 3)), 40 + ((n * 17) % 380)),
    staffId: offices.staffId(counter),
    ...collector,
    items: ['STICKER', 'CARD', 'FORM', 'GUIDE'],
  }
}

/** Numbers in the order of approval, as they were handed out; a code for each, unlike any other that waits. */
function grantNumbers(stories: Story[], { offices, series }: World): void {
  const granted = stories
    .filter(({ status }) => status === 'APPROVED' || status === 'COLLECTED')
    .sort((a, b) => (a.reviewedAt?.getTime() ?? 0) - (b.reviewedAt?.getTime() ?? 0))
  const used = new Set<string>(MANUAL_CODES)
  const newCode = (): string => {
    for (;;) {
      const code = String(randomInt(100_000, 1_000_000))
      if (!used.has(code)) return used.add(code) && code
    }
  }
  const manual = MANUAL_CODES.values()
  for (const story of granted) {
    const { districtCode } = story.content
    const { bureau } = STAFF[districtCode] ?? TANGSHAN
    const waitsInDongcheng = story.status === 'APPROVED' && districtCode === '110101'
    const code = (waitsInDongcheng ? manual.next().value : undefined) ?? newCode()
    story.number = series.take(districtCode)
    story.pickup = { bureauId: offices.bureauId(bureau), code }
  }
}
