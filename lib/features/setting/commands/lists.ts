import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { listItems } from '../queries/lists'
import { type ListItem, type ListName, listItemData } from '../schema/settings'

/** Gap between two positions, the same as in the seed. */
const STEP = 10

type NewItem = { code: string; name: string; onsiteOnly?: boolean; fields?: string[] }
type ItemChange = { name?: string; enabled?: boolean; onsiteOnly?: boolean; fields?: string[] }

/**
 * Appends an item to a list. Codes are part of the API and never change.
 * @throws AppError STATE_CONFLICT for the stages, which the standards fix; INVALID on `code` if it exists
 */
export async function addListItem(actor: StaffActor, list: ListName, item: NewItem): Promise<ListItem> {
  refuseStages(list)
  const { code, name, ...data } = item
  try {
    return await transact(async (tx) => {
      const last = await tx.listItem.aggregate({ where: { list }, _max: { position: true } })
      const position = (last._max.position ?? 0) + STEP
      await tx.listItem.create({ data: { list, code, name, position, data } })
      await auditItem(tx, actor, 'add-item', list, code, item)
      return itemOf(tx, list, code)
    })
  } catch (error) {
    if (uniqueViolation(error)) throw fieldError('code', '该代码已存在', 'CODE_TAKEN')
    throw error
  }
}

/**
 * Changes an item's name, state or data. Filings that use a disabled item are not affected.
 * @throws AppError NOT_FOUND; STATE_CONFLICT for disabling a stage or the last enabled item of a list
 */
export function updateListItem(
  actor: StaffActor,
  list: ListName,
  code: string,
  { name, enabled, ...data }: ItemChange,
): Promise<ListItem> {
  if (enabled === false) refuseStages(list)
  return transact(async (tx) => {
    // One change of a list at a time: two that disable its last two items would each see the other one enabled.
    await tx.$queryRaw`SELECT 1 FROM list_item WHERE list = ${list}::"ListName" ORDER BY code FOR UPDATE`
    const before = await tx.listItem.findUnique({ where: { list_code: { list, code } } })
    if (!before) throw new AppError('NOT_FOUND')
    const oldData = listItemData.parse(before.data)
    await tx.listItem.update({
      where: { list_code: { list, code } },
      data: { name, enabled, data: { ...oldData, ...data } },
    })
    if (enabled === false && (await tx.listItem.count({ where: { list, enabled: true } })) === 0) {
      throw new AppError('STATE_CONFLICT', { detail: '列表至少要有一个启用的选项' })
    }
    await auditItem(tx, actor, 'update-item', list, code, {
      before: { name: before.name, enabled: before.enabled, ...oldData },
      after: { name, enabled, ...data },
    })
    return itemOf(tx, list, code)
  })
}

/**
 * Sets the order of a list.
 * @param codes every code of the list, once
 * @throws AppError VERSION_CONFLICT if they are not (e.g. an item has been added meanwhile)
 */
export function orderList(actor: StaffActor, list: ListName, codes: string[]): Promise<void> {
  return transact(async (tx) => {
    const items = await listItems(tx, list, { withDisabled: true })
    const before = items.map((item) => item.code)
    if (before.toSorted().join() !== codes.toSorted().join()) throw new AppError('VERSION_CONFLICT')
    for (const [index, code] of codes.entries()) {
      const position = (index + 1) * STEP
      await tx.listItem.update({ where: { list_code: { list, code } }, data: { position } })
    }
    await auditItem(tx, actor, 'order-list', list, list, { before, after: codes })
  })
}

function refuseStages(list: ListName): void {
  if (list !== 'STAGE') return
  throw new AppError('STATE_CONFLICT', { detail: '排放阶段由标准规定，只能修改名称和顺序' })
}

async function itemOf(tx: Tx, list: ListName, code: string): Promise<ListItem> {
  const item = (await listItems(tx, list, { withDisabled: true })).find((each) => each.code === code)
  if (!item) throw new AppError('NOT_FOUND')
  return item
}

function auditItem(
  tx: Tx,
  actor: StaffActor,
  verb: 'add-item' | 'order-list' | 'update-item',
  list: ListName,
  code: string,
  details: Prisma.InputJsonObject,
): Promise<void> {
  return audit(tx, actor, {
    action: `setting.${verb}`,
    subjectType: 'list',
    subjectId: code === list ? list : `${list}/${code}`,
    districtCode: actor.divisionCode,
    details,
  })
}
