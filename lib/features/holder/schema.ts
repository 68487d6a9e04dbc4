import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { compact } from '@/lib/core/normalise'
import { pageOf, pageQuery } from '@/lib/core/page'
import { proof } from '@/lib/core/proof'

/**
 * Machines that wait for an owner: somebody registered with the document that an older register names, under another name
 * (docs/decisions/0024) or without a proof of identity (docs/decisions/0061), or with the document that a counter has read (docs/decisions/0048). /api/console/holders
 */

const id = z.object({ id: z.uuid() })

const party = z.object({
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  /** Label of the document's number: 身份证号, 护照号码 … */
  documentLabel: z.string(),
  idNumberMasked: z.string(),
  phoneMasked: z.string(),
})

export const waitingHolder = z.object({
  id: z.uuid(),
  /** As recorded in the older register. */
  holder: party,
  /** The account that was registered. */
  account: party.extend({ id: z.uuid(), registeredAt: z.iso.datetime(), proof }),
  /** Kind and name agree: the machines wait for the proof of identity alone. */
  sameName: z.boolean(),
  /** Those of the officer's area: how many, and the first few. */
  machineCount: z.number().int(),
  machines: z.array(z.object({ id: z.uuid(), registrationNumber: z.string() })),
  /** 窗口代办: a counter has read the document of this owner, who had no account then. */
  atCounter: z.boolean(),
  /** Its filings that are not machines yet, or that are. */
  filingCount: z.number().int(),
})
export type WaitingHolder = z.output<typeof waitingHolder>

export const listHoldersEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/holders',
  summary: '待核对机主：证件号码已有账号，但名称不同或账号未核验身份的旧系统机械',
  auth: 'staff',
  action: 'holder.manage',
  query: pageQuery,
  response: pageOf(waitingHolder),
})

/** `accountId` and `machineCount` as the officer saw them; both must be unchanged. */
export const assignHolderEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/holders/{id}/assign',
  summary: '把本辖区内的机械归入该账号（留痕）',
  auth: 'staff',
  action: 'holder.manage',
  params: id,
  body: z.strictObject({
    accountId: z.uuid(),
    machineCount: z.number().int().min(0),
    /** As read from the document; the counter always gives it, and everybody for an owner entered at a counter and for an unproved account. */
    idTail: z.string().overwrite(compact).length(4, '请填写证件号的后四位').optional(),
    reason: auditWords(z.string().trim().min(2, '请填写原因').max(500, '原因不能超过 500 个字')),
  }),
  response: z.object({ machineCount: z.number().int() }),
})
export type AssignHolderInput = z.output<typeof assignHolderEndpoint.body>

export const holderParty = z.enum(['HOLDER', 'ACCOUNT'])
export type HolderParty = z.output<typeof holderParty>

/** Audited. */
export const revealHolderEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/holders/{id}/reveal',
  summary: '查看登记所有者或账号的完整证件号码和电话（留痕）',
  auth: 'staff',
  action: 'holder.reveal',
  params: id,
  body: z.strictObject({ party: holderParty }),
  response: z.object({ idNumber: z.string(), phone: z.string() }),
  limits: ['reveal'],
})
