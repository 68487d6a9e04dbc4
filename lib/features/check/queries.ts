import { type AccountActor, PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { listAll } from '@/lib/features/setting/queries/lists'
import { auditAlone } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db } from '@/lib/server/database/db'
import { checkStatusOf } from './rules'
import type { MachineCheck } from './schema'

/**
 * The machine behind the QR code on a card, without personal data. Each check is audited: a copied card shows as many
 * checks from many places.
 * @param token the unguessable part of the URL in the QR code
 * @throws AppError NOT_FOUND for a token of no machine
 */
export async function checkMachine(token: string): Promise<MachineCheck> {
  const [machine, lists] = await Promise.all([
    db().machine.findUnique({ where: { checkToken: token }, select: MACHINE }),
    listAll(db(), { lists: ['CATEGORY', 'FUEL', 'STAGE'], withDisabled: true }),
  ])
  if (!machine) {
    auditFrequent(PUBLIC, {
      action: 'check.read',
      subjectType: 'machine',
      subjectId: 'unknown',
      details: { found: false },
    })
    throw new AppError('NOT_FOUND', {
      detail: '没有这个登记，请核对二维码是否完整、是否为登记单位发放的采集卡',
    })
  }
  const status = checkStatusOf(machine.status, machine.pickup === null || machine.pickup.collectedAt !== null)
  const [cityName, districtName] = placeNames(machine.district?.fullName)
  await auditAlone(db(), PUBLIC, {
    action: 'check.read',
    subjectType: 'machine',
    subjectId: machine.id,
    districtCode: machine.districtCode,
    details: { status },
  })
  const nameOf = (list: 'CATEGORY' | 'FUEL' | 'STAGE', code: string | null) =>
    lists[list].find((item) => item.code === code)?.name ?? code
  return {
    registrationNumber: machine.registrationNumber ?? '',
    status,
    category: nameOf('CATEGORY', machine.categoryCode),
    emissionStage: nameOf('STAGE', machine.emissionStage) ?? machine.emissionStage,
    fuel: nameOf('FUEL', machine.fuelCode),
    cityName,
    districtName,
    checkedAt: new Date().toISOString(),
  }
}

/**
 * Which of the account's machines a scanned card is (manual, part two, 第一步：扫码). Says nothing about whose it is otherwise.
 * @throws AppError NOT_FOUND for a token of no machine, and of another's
 */
export async function findScanned(actor: AccountActor, token: string): Promise<{ id: string }> {
  const machine = await db().machine.findFirst({
    where: { checkToken: token, ownerId: actor.id },
    select: { id: true, districtCode: true, status: true },
  })
  if (!machine) throw new AppError('NOT_FOUND', { detail: NOT_OWN })
  await auditAlone(db(), actor, {
    action: 'check.read',
    subjectType: 'machine',
    subjectId: machine.id,
    districtCode: machine.districtCode,
    details: { status: machine.status },
  })
  return { id: machine.id }
}

const NOT_OWN =
  '扫到的机械不在您登录的账号名下。刚买来的机械，请原机主先办理机主变更；用其他手机号登记的，请换那个账号登录'

const MACHINE = {
  id: true,
  status: true,
  registrationNumber: true,
  emissionStage: true,
  categoryCode: true,
  fuelCode: true,
  districtCode: true,
  district: { select: { fullName: true } },
  pickup: { select: { collectedAt: true } },
} as const

/** 河北省 唐山市 路南区 → 唐山市, 路南区; 北京市 东城区 → 北京市, 东城区; 广东省 东莞市 → 东莞市, null. */
function placeNames(fullName: string | undefined): [string | null, string | null] {
  const parts = fullName?.split(' ') ?? []
  if (parts.length >= 3) return [parts[1] ?? null, parts[2] ?? null]
  const [first = null, second = null] = parts
  return first?.endsWith('市') ? [first, second] : [second ?? first, null]
}
