import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import { bureausVisibleTo } from './policy'
import type { BureauDto } from './schema'

const counted = {
  division: { select: { fullName: true } },
  _count: {
    select: { staff: { where: { disabledAt: null } }, pickups: { where: { collectedAt: null } } },
  },
} as const

function read(tx: Pick<Tx, 'bureau'>, actor: StaffActor, id?: string) {
  return tx.bureau.findMany({
    where: { id, ...bureausVisibleTo(actor) },
    include: counted,
    orderBy: [{ divisionCode: 'asc' }, { name: 'asc' }],
  })
}

/** Every bureau of the actor's area, including disabled ones, ordered by division. */
export async function listBureaus(actor: StaffActor): Promise<{ data: BureauDto[] }> {
  return { data: (await read(db(), actor)).map(view) }
}

/** @throws AppError NOT_FOUND for a bureau outside the area */
export async function getBureau(tx: Tx, actor: StaffActor, id: string): Promise<BureauDto> {
  const [row] = await read(tx, actor, id)
  if (!row) throw new AppError('NOT_FOUND')
  return view(row)
}

function view(row: Awaited<ReturnType<typeof read>>[number]): BureauDto {
  const { id, name, divisionCode, division, officeName, address, phone, hours, disabledAt, _count } = row
  return {
    id,
    name,
    divisionCode,
    divisionName: division.fullName,
    officeName,
    address,
    phone,
    hours,
    staffCount: _count.staff,
    waitingCount: _count.pickups,
    disabledAt: disabledAt?.toISOString() ?? null,
  }
}
