import { chinaDay, chinaDayEnd } from '@/lib/core/clock'
import { encrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '../../client'
import type { Rows } from '../../factories/rows'
import { idAt } from '../../factories/sequence'
import type { Told } from '../../factories/story-parts'
import { minutesBefore, workdaysAgo } from './days'
import { type DemoPhoto, planPhoto } from './photos'
import { PLANS } from './plan'
import type { World } from './stories'

/** The rule's days at first (lib/features/setting/schema/succession.ts), of which three working days have passed. */
const DAYS = 15
const FILED_WORKDAYS_AGO = 3
const BUYER = 'wang'

/** 凭证明过户 of the demo that waits for objections: a bus of a logistics park whose owner cannot be reached. */
type DemoSuccession = {
  successions: (Prisma.SuccessionCreateManyInput & { id: string })[]
  successionPhotos: Prisma.SuccessionPhotoCreateManyInput[]
  notices: Prisma.NoticeCreateManyInput[]
  photos: DemoPhoto[]
  audit: Rows['audit']
}

/** @param told the plan's filings, in its order */
export function demoSuccession({ now, accounts, offices }: World, told: Told[]): DemoSuccession {
  const index = PLANS.findIndex(({ succession }) => succession)
  const plan = PLANS[index]
  const machineId = told[index]?.machineId
  if (!plan || !machineId) throw new Error('the plan has no collected machine for a succession')
  const filedAt = workdaysAgo(now, FILED_WORKDAYS_AGO, 95)
  const id = idAt(filedAt)
  const [from, to] = [accounts.of(plan.owner), accounts.of(BUYER)]
  const photo = evidenceOf(planPhoto(plan, 'CERTIFICATE', to.id, minutesBefore(filedAt, 6)), from.name)
  const common = { successionId: id, createdAt: filedAt }
  const filedById = offices.staffId('counter')
  return {
    successions: [
      {
        id,
        machineId,
        fromId: from.id,
        toId: to.id,
        ground: 'UNREACHABLE',
        evidence: ['SALE_CONTRACT', 'PAYMENT'],
        text: encrypt('succession.text', id, '两年前买下，卖方电话停机、登记地址已搬离，联系不上'),
        days: DAYS,
        filedAt,
        filedById,
        ripeAt: new Date(chinaDayEnd(chinaDay(filedAt)).getTime() + DAYS * 86_400_000),
        toldAt: filedAt,
        districtCode: plan.district,
        cityCode: `${plan.district.slice(0, 4)}00`,
        provinceCode: `${plan.district.slice(0, 2)}0000`,
      },
    ],
    successionPhotos: [{ photoId: photo.row.id, successionId: id, position: 0 }],
    notices: [
      { ...common, accountId: from.id, kind: 'SUCCESSION_FILED' },
      { ...common, accountId: to.id, kind: 'SUCCESSION_RECEIVED' },
    ],
    photos: [photo],
    audit: [
      {
        at: filedAt,
        actorKind: 'STAFF',
        actorId: filedById,
        action: 'succession.file',
        subjectType: 'machine',
        subjectId: machineId,
        districtCode: plan.district,
        details: {
          ...{ succession: id, ground: 'UNREACHABLE', evidence: ['SALE_CONTRACT', 'PAYMENT'] },
          ...{ holder: from.id, account: to.id, photos: 1, days: DAYS },
        },
      },
    ],
  }
}

/** A contract in place of the certificate that the paper is drawn as. */
function evidenceOf(photo: DemoPhoto, seller: string): DemoPhoto {
  const lines = [`出卖人：${seller}`, '买受人：王秀英', '标的：场内通勤客车一辆', '价款已付清']
  return { ...photo, subject: { ...photo.subject, title: '机械买卖合同', lines } }
}
