import { storage } from '@/lib/server/files/storage'
import { sha256 } from '@/lib/server/secrets/secrets'
import type { Prisma } from '../../client'
import type { Content } from '../../factories/content'
import { photoRow } from '../../factories/photo'
import type { PhotoSlot } from '../../generated/enums'
import { contentOf } from './contents'
import { minutesBefore } from './days'
import { modelOf } from './models'
import { draw, type Subject } from './pictures'
import { PLANS, type Plan } from './plan'

export type DemoPhoto = {
  slot: PhotoSlot
  row: Prisma.PhotoCreateManyInput & { id: string }
  subject: Subject
}

/** Somewhere in each district, for what a phone writes into its photos. */
const PLACES: Record<string, readonly [name: string, latitude: number, longitude: number]> = {
  '110101': ['北京市东城区', 39.9288, 116.4164],
  '110108': ['北京市海淀区', 39.9593, 116.2985],
  '130202': ['唐山市路南区', 39.6252, 118.1544],
  '130203': ['唐山市路北区', 39.6244, 118.2006],
  '130208': ['唐山市丰润区', 39.8326, 118.1622],
  '130209': ['唐山市曹妃甸区', 39.2732, 118.4604],
}

const BODY: PhotoSlot[] = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR']

/** What the owner of a line photographs: more while it is looked at, the needed ones where it is long decided. */
export function slotsOf(plan: Plan): PhotoSlot[] {
  if (plan.status === 'DRAFT') return ['BODY_FRONT', 'MACHINE_PLATE']
  const plates: PhotoSlot[] =
    plan.status === 'COLLECTED' ? ['MACHINE_PLATE'] : ['MACHINE_PLATE', 'ENGINE_PLATE']
  const label: PhotoSlot[] =
    plan.status === 'SUBMITTED' && !plan.plate ? ['MACHINE_ENV_CODE', 'ENV_LABEL'] : []
  return [
    ...BODY,
    ...(plan.withoutNameplate ? (['CERTIFICATE'] as const) : [...plates, ...label]),
    ...(plan.plate ? (['CHECKLIST_FRONT', 'CHECKLIST_BACK', 'PLATE_NUMBER'] as const) : []),
    ...(plan.dpf ? (['DPF_PLATE'] as const) : []),
  ]
}

/**
 * One photo of a line's machine, taken about then; `blurred`: as the reviewer sent it back; `content`: what stands on its
 * plates, where it is not what is registered.
 */
export function planPhoto(
  plan: Plan,
  slot: PhotoSlot,
  filerId: string,
  createdAt: Date,
  { blurred = false, content = contentOf(plan) } = {},
): DemoPhoto {
  const n = PLANS.indexOf(plan) + 1
  const { shape, colour } = modelOf(plan.model)
  const [name, latitude, longitude] = PLACES[plan.district] ?? ['', 39.9, 116.4]
  const takenAt = minutesBefore(createdAt, 50 + (n % 60))
  const stamp = `${new Date(takenAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} ${name}`
  const place =
    n % 3 === 0 ? {} : { latitude: latitude + (n % 7) / 900, longitude: longitude + (n % 5) / 900 }
  const row = photoRow(filerId, { createdAt, takenAt, ...place })
  const mark = `${plan.district.startsWith('11') ? '京' : '冀'}机 ${String(100 + n)}`
  const [title, ...lines] = linesOf(slot, content)
  const portrait = Boolean(plan.portrait) && slot !== 'MACHINE_PLATE'
  const small = !['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'RETURNED'].includes(plan.status)
  const subject = {
    slot,
    shape,
    colour,
    title: title ?? '',
    lines,
    mark,
    stamp,
    seed: n,
    portrait,
    small,
    blurred,
  }
  return { slot, row, subject }
}

/** What stands on a plate or paper; the first line is its head. */
function linesOf(slot: PhotoSlot, { codes, machine, engine, dpf, plate }: Content): string[] {
  const engineLines = [
    `型号：${engine.model}`,
    `系族：${engine.family}`,
    `额定净功率：${engine.ratedPowerKw} kW`,
  ]
  const machineLines = [`产品名称：${machine.name}`, `型号：${machine.model}`, `出厂编号：${machine.serial}`]
  const number = codes.disclosureNumber ?? codes.engineApprovalNumber ?? '—'
  switch (slot) {
    case 'MACHINE_PLATE':
    case 'CERTIFICATE': {
      const head = slot === 'CERTIFICATE' ? '产品合格证' : String(machine.manufacturer)
      return [head, ...machineLines, `PIN：${machine.pin}`, `出厂日期：${machine.manufacturedOn}`]
    }
    case 'ENGINE_PLATE':
      return [
        String(engine.manufacturer),
        ...engineLines,
        `出厂编号：${engine.serial}`,
        `核准/公开编号：${number}`,
      ]
    case 'ENV_LABEL':
      return ['环保信息标签', `信息公开编号：${number}`, `机械型号：${machine.model}`, ...engineLines]
    case 'MACHINE_ENV_CODE':
      return ['机械环保代码', `*${codes.machineEnvCode}*`]
    case 'CHECKLIST_FRONT':
      return ['非道路移动机械环保信息', `信息公开编号：${number}`, ...machineLines, ...engineLines]
    case 'CHECKLIST_BACK':
      return ['污染控制技术信息', `发动机：${engine.model}`, '燃料供给系统型式：共轨', '中冷器型式：空空中冷']
    case 'PLATE_NUMBER':
      return ['号牌', String(plate)]
    case 'DPF_PLATE':
      return ['颗粒捕集器', `型号：${dpf.model}`, `生产厂：${dpf.manufacturer}`]
    default:
      return ['']
  }
}

/** Draws at once: two processors, and a drawing waits for the disk now and then. */
const AT_ONCE = 4

/** Draws every photo, stores it and completes its row. */
export async function storePhotos(photos: DemoPhoto[]): Promise<void> {
  const files = await storage()
  const waiting = photos.values()
  const drawNext = async (): Promise<void> => {
    for (const { row, subject } of waiting) {
      const { jpeg, thumbnail, width, height } = await draw(subject)
      Object.assign(row, { width, height, bytes: jpeg.length, sha256: sha256(jpeg), lookDueAt: new Date() })
      await files.put(row.storageKey, jpeg, 'image/jpeg')
      await files.put(row.thumbnailKey, thumbnail, 'image/jpeg')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, drawNext))
}
