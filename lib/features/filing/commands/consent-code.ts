import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { maskName } from '@/lib/core/mask'
import { sendOperationCode } from '@/lib/features/account/commands/send-code'
import { findAccountByPhone } from '@/lib/features/account/queries'
import { machineWords } from '@/lib/features/content/rules/machine-words'
import { filingContent } from '@/lib/features/content/schema/content'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone } from '@/lib/server/secrets/personal'
import { sha256 } from '@/lib/server/secrets/secrets'
import { getOwnFiling } from '../queries/owner'

type ConsentCodeInput = { ownerName: string; ownerPhone: string; humanCheck?: string | undefined }

/**
 * POST /filings/{id}/owner-consent/codes: the code with which the owner consents to this filing by this agent. Its message
 * names the machine, as far as it has been entered, and the agent.
 * @returns the same whether or not the phone is registered
 * @throws AppError NOT_FOUND; FORBIDDEN for the owner of an agent's filing; those of `sendOperationCode`
 */
export async function sendConsentCode(
  actor: AccountActor,
  id: string,
  { ownerPhone, humanCheck }: ConsentCodeInput,
  address: string,
) {
  await getOwnFiling(actor, id)
  const filing = await db().filing.findFirst({
    where: { id, filerId: actor.id },
    include: { filer: { select: { id: true, name: true, phone: true } } },
  })
  if (!filing) throw new AppError('FORBIDDEN', { detail: '该登记由被委托人填报，只能由其办理' })
  const { name } = filing.filer
  const words = {
    machine: machineWords(filingContent.parse(filing.content)),
    party: `${maskName(name)}（手机 ${maskedPhone(filing.filer)}）`,
  }
  const owner = await findAccountByPhone(db(), ownerPhone)
  return sendOperationCode(actor, {
    phone: ownerPhone,
    purpose: 'AGENT_CONSENT',
    operation: await consentOperation(db(), actor, id),
    words: owner ? words : null,
    address,
    humanCheck,
  })
}

/**
 * What the owner consents to: filing, agent, and what identifies the machine, as the message names them. Not the owner's name, which
 * no message says: a mistyped one is mended with the same code.
 */
export async function consentOperation(
  reader: Pick<Tx, 'filing'>,
  { id: filerId }: AccountActor,
  id: string,
): Promise<string> {
  const row = await reader.filing.findFirst({ where: { id, filerId }, select: { content: true } })
  const { kind, codes, machine, engine, plate } = filingContent.parse(row?.content ?? {})
  const content = [kind, plate, ...[codes, machine, engine].map((section) => Object.entries(section).sort())]
  return `consent:${id}:${filerId}:${sha256(JSON.stringify(content))}`
}
