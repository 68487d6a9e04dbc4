import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import { compareOriginal } from '@/lib/features/identity/commands/compare-original'
import { FOUND, toFound } from '@/lib/features/identity/queries'
import { recordProof } from '@/lib/features/proof/commands/record'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { openIdNumber } from '@/lib/server/secrets/personal'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { RenameUnit } from '../schema'

/**
 * Gives a unit the name that its new licence says, under the code that stays. The name it had goes into its history; the identity
 * is proved anew by the same document, and machines of older registers under either name come with it.
 * @throws AppError as compareOriginal; INVALID at `name` for a person's account and for the name that it has; VERSION_CONFLICT
 *   when name or document have changed meanwhile
 */
export async function renameUnit(actor: StaffActor, id: string, { idTail, name }: RenameUnit) {
  const seen = await compareOriginal(actor, id, idTail)
  if (seen.type !== 'UNIT') throw fieldError('name', '个人账号不在此改名，请由本人在“更正个人信息”申请')
  return transact(async (tx) => {
    // Before any row, as a load takes it: recordProof asks for it.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const account = await tx.account.findUniqueOrThrow({ where: { id } })
    if (account.idTailIndex !== seen.idTailIndex || account.name !== seen.name)
      throw new AppError('VERSION_CONFLICT')
    if (account.name === name) throw fieldError('name', '这就是该账号现在的名称')
    const last = await tx.formerName.findFirst({
      where: { accountId: id },
      orderBy: { untilAt: 'desc' },
      select: { untilAt: true },
    })
    const fromAt = last?.untilAt ?? account.registeredAt ?? account.createdAt
    await tx.formerName.create({
      data: { accountId: id, name: account.name, fromAt, untilAt: new Date(), recordedById: actor.id },
    })
    await tx.account.update({
      where: { id },
      data: {
        name,
        idTailIndex: blindIndex('id-tail', idTailText(openIdNumber(account), name)),
        // Of the name that it had; recorded anew below.
        provedAt: null,
        provedHow: null,
        provedById: null,
      },
    })
    await tx.notice.create({ data: { accountId: id, kind: 'RENAMED', reason: account.name } })
    await audit(tx, actor, {
      action: 'account.rename',
      subjectType: 'account',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { before: { name: account.name }, after: { name } },
    })
    const { machines } = await recordProof(tx, actor, id)
    return { ...toFound(await tx.account.findUniqueOrThrow({ where: { id }, select: FOUND })), machines }
  })
}
