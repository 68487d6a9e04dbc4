import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { compact } from '@/lib/core/normalise'
import { proof } from '@/lib/core/proof'
import { phoneInput } from '@/lib/features/account/schema'

/** What an officer does with the document of an owner before him (docs/decisions/0061). */

export const foundAccount = z.object({
  id: z.uuid(),
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  /** 身份证号, 护照号码 …; no digit of it, which the officer reads from the document. */
  documentLabel: z.string(),
  phoneMasked: z.string(),
  registeredAt: z.iso.datetime(),
  proof,
  /** The officer who compared the document, with the bureau. */
  provedBy: z.string().nullable(),
})
export type FoundAccount = z.output<typeof foundAccount>

/** As it stands in the original. */
const documentNumber = z
  .string('请填写证件号码')
  .overwrite(normaliseIdNumber)
  .min(6, '请填写证件原件上的完整号码')
  .max(18, '证件号码不能超过 18 位')

const office = { auth: 'staff' as const, action: 'account.prove' as const }

const lookUpInput = z.union(
  [z.strictObject({ phone: phoneInput }), z.strictObject({ idNumber: documentNumber })],
  '请填写手机号或证件号码',
)
export type LookUpAccount = z.output<typeof lookUpInput>

/** Phone or number in the body: no address holds it. */
export const lookUpAccountEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/accounts/lookup',
  summary: '按机主说出的手机号，或证件原件上的号码查找账号（留痕）',
  ...office,
  status: 200,
  body: lookUpInput,
  response: z.object({ data: z.array(foundAccount) }),
  limits: ['lookup'],
})

export const idTail = z
  .string('请填写证件原件上的后四位')
  .overwrite(compact)
  .length(4, '请填写证件原件上的后四位')

export const proveAccountEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/accounts/{id}/proof',
  summary: '核验身份：机主持证件原件在场，填写原件上的后四位（留痕）',
  ...office,
  status: 200,
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ idTail }),
  response: foundAccount.extend({
    /** Machines of older registers that came with the proof. */
    machines: z.number().int(),
  }),
})
