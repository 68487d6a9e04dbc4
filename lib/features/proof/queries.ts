import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { cityOf, provinceOf, WHOLE_COUNTRY } from '@/lib/core/area'
import { proofOf } from '@/lib/features/account/queries'
import { db, type Tx } from '@/lib/server/database/db'
import { hasIdentityService } from '@/lib/server/outside/identity-service'
import { type ProvedAct, proofRequiredText } from './rules'
import type { OwnProof } from './schema'

/** GET /me/proof. */
export async function getOwnProof(actor: AccountActor): Promise<OwnProof> {
  const account = await db().account.findUniqueOrThrow({
    where: { id: actor.id },
    select: {
      provedAt: true,
      provedHow: true,
      provedBy: { select: { bureau: { select: { name: true } } } },
    },
  })
  const { provedBy, ...proof } = account
  const districts = await districtsOf(actor.id)
  const offices = new Map<string, OwnProof['offices'][number]>()
  for (const district of districts) {
    const found = await officeOf(db(), district)
    if (found) offices.set(found.name, found)
  }
  return {
    ...proofOf(proof),
    bureauName: provedBy?.bureau.name ?? null,
    online: hasIdentityService() && account.provedAt === null,
    offices: [...offices.values()],
  }
}

/** More offices than that help nobody. */
const MAX_DISTRICTS = 5

async function districtsOf(accountId: string): Promise<string[]> {
  const machines = await db().machine.groupBy({
    by: ['districtCode'],
    where: { ownerId: accountId, districtCode: { not: null } },
    orderBy: { _count: { districtCode: 'desc' } },
    take: MAX_DISTRICTS,
  })
  const filings = await db().filing.findMany({
    where: { filerId: accountId, districtCode: { not: null } },
    distinct: ['districtCode'],
    select: { districtCode: true },
    orderBy: { createdAt: 'desc' },
    take: MAX_DISTRICTS,
  })
  const codes = [...machines, ...filings].flatMap(({ districtCode }) => districtCode ?? [])
  return [...new Set(codes)].slice(0, MAX_DISTRICTS)
}

/**
 * Before a filing is submitted: its owner's number is that of the owner, as far as anybody knows.
 * @throws AppError PROOF_REQUIRED while another account has it, or since an officer found that it is another's
 */
export async function requireOwnNumber(tx: Pick<Tx, 'account'>, ownerId: string): Promise<void> {
  const { contestedIndex, numberLostAt } = await tx.account.findUniqueOrThrow({
    where: { id: ownerId },
    select: { contestedIndex: true, numberLostAt: true },
  })
  if (contestedIndex)
    throw new AppError('PROOF_REQUIRED', {
      detail: '机主账号的证件号码另有账号，正等待核实，核实后才能提交登记；请在“我的账号—号码申诉”办理',
    })
  if (numberLostAt)
    throw new AppError('PROOF_REQUIRED', {
      detail: '机主账号的证件号码已核实属于另一账号，不能提交登记；如有异议请携带证件原件到登记单位窗口',
    })
}

/** The counter nearest to a district: its own, else that of its city, its province, the nation. */
async function officeOf(reader: Pick<Tx, 'bureau'>, districtCode: string) {
  const chain = [districtCode, cityOf(districtCode), provinceOf(districtCode), WHOLE_COUNTRY]
  const bureaus = await reader.bureau.findMany({
    where: { divisionCode: { in: chain }, disabledAt: null },
    orderBy: { createdAt: 'asc' },
    select: { divisionCode: true, officeName: true, address: true, phone: true, hours: true },
  })
  const nearest = chain.flatMap((code) => bureaus.filter(({ divisionCode }) => divisionCode === code))[0]
  if (!nearest) return null
  const { officeName: name, address, phone, hours } = nearest
  return { name, address, phone, hours }
}

/**
 * Before an act that needs a proved account; in its transaction, so that a proof that is taken away meanwhile counts.
 * @param districtCode where the machine is: the counter that the refusal names
 * @throws AppError PROOF_REQUIRED saying where and how to prove
 */
export async function requireProof(
  tx: Pick<Tx, 'account' | 'bureau'>,
  accountId: string,
  act: ProvedAct,
  districtCode: string | null,
): Promise<void> {
  const { provedAt, type } = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { provedAt: true, type: true },
  })
  if (provedAt) return
  const office = districtCode ? await officeOf(tx, districtCode) : null
  const detail = proofRequiredText(act, type, { office, online: hasIdentityService() })
  throw new AppError('PROOF_REQUIRED', { detail })
}
