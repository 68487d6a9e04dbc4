import { randomInt, randomUUID } from 'node:crypto'
import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaDay, chinaDayEnd, DAY_MS } from '@/lib/core/clock'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { randomToken } from '@/lib/server/secrets/secrets'
import { CERTIFIED, factsOf, findNames } from '../queries/facts'
import { certificateView, DTO_PARTS } from '../queries/own'
import type { CertificateDto } from '../schema'

type Asked = { machineIds: string[]; purpose: string | null }

/**
 * POST /certificates: certifies what the register says at this moment of machines that the account owns, in whatever state,
 * by their numbers.
 * @throws AppError INVALID at `machineIds` for too many, and for one that is not the account's; PROOF_REQUIRED while another
 *   account has its document's number
 */
export function issueCertificate(
  actor: AccountActor,
  { machineIds, purpose }: Asked,
): Promise<CertificateDto> {
  return transact(async (tx) => {
    const { validDays, mostMachines } = await findSetting(tx, 'certificate', null)
    if (machineIds.length > mostMachines)
      throw fieldError('machineIds', `一份证明最多 ${mostMachines} 台机械，请分几份办理`, 'TOO_MANY')
    const owner = await ownerOf(tx, actor)
    const names = await findNames(tx)
    const issuedAt = new Date()
    const rows = await tx.machine.findMany({
      where: { id: { in: machineIds }, ownerId: actor.id },
      orderBy: { registrationNumber: 'asc' },
      select: CERTIFIED,
    })
    const missing = machineIds.length - rows.length
    if (missing > 0)
      throw fieldError('machineIds', `所选机械中有 ${missing} 台不在您名下，请重新选择`, 'NOT_OWN')
    const id = randomUUID()
    const certificate = await tx.certificate.create({
      data: {
        id,
        number: newNumber(issuedAt),
        token: randomToken(),
        accountId: actor.id,
        operatorId: actor.person?.id ?? null,
        ownerName: owner.name,
        ownerProved: owner.provedAt !== null,
        purpose,
        issuedAt,
        validUntil: chinaDayEnd(chinaDay(new Date(issuedAt.getTime() + validDays * DAY_MS))),
        machines: {
          create: rows.map((row, position) => ({
            position: position + 1,
            machineId: row.id,
            facts: factsOf(row, names),
          })),
        },
      },
      include: DTO_PARTS,
    })
    await audit(tx, actor, {
      action: 'certificate.issue',
      subjectType: 'certificate',
      subjectId: id,
      details: {
        certificateNumber: certificate.number,
        machines: rows.length,
        validUntil: chinaDay(new Date(certificate.validUntil.getTime() - 1)),
      },
    })
    return certificateView(certificate, issuedAt)
  })
}

/** Whom the certificate names; whose number is in dispute owns nothing for certain. */
async function ownerOf(tx: Tx, { id }: AccountActor) {
  const owner = await tx.account.findUniqueOrThrow({
    where: { id },
    select: { name: true, provedAt: true, contestedIndex: true, numberLostAt: true },
  })
  if (owner.contestedIndex !== null || owner.numberLostAt !== null)
    throw new AppError('PROOF_REQUIRED', {
      detail:
        '本账号的证件号码与另一账号有争议，或已核实属于另一账号，不能出具证明；请携带证件原件到登记单位窗口',
    })
  return owner
}

/** Without signs that are mistaken for another when read out or typed. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** ZM20261130-7K3F9Q2M: the day, and what nobody can count by. */
function newNumber(issuedAt: Date): string {
  const signs = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)])
  return `ZM${chinaDay(issuedAt).replaceAll('-', '')}-${signs.join('')}`
}
