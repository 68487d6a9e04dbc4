import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { isName, nameKey, normaliseName } from '@/lib/core/normalise'
import { foundAccount, idTail } from '@/lib/features/identity/schema'

/** A unit has another name under the same code (docs/decisions/0068). */

const unitName = z
  .string('请填写新的单位名称')
  .overwrite(normaliseName)
  .min(1, '请填写新的单位名称')
  .max(200, '名称不能超过 200 个字')
  .refine((name) => name === '' || isName(name), '请填写真实的单位名称')

export const renameUnitEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/accounts/{id}/name',
  summary:
    '单位更名：统一社会信用代码不变，核对新营业执照（登记证书）原件（后四位）；原名称留作曾用名（留痕）',
  auth: 'staff',
  action: 'account.prove',
  status: 200,
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ idTail, name: unitName }),
  response: foundAccount.extend({
    /** Machines of older registers that came with it. */
    machines: z.number().int(),
  }),
})
export type RenameUnit = z.output<typeof renameUnitEndpoint.body>

/** The text in the body: it may be anything that somebody types in a search. */
export const findFormerNamesEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/former-names/lookup',
  summary: '本辖区机械所有者的曾用名：包含这些字的，新的在前',
  auth: 'staff',
  action: 'machine.read',
  status: 200,
  body: z.strictObject({
    name: z
      .string()
      .trim()
      .max(200)
      .refine((name) => nameKey(name).length >= 2, '请填写至少 2 个字'),
  }),
  response: z.object({
    data: z.array(
      z.object({ id: z.uuid(), former: z.string(), untilAt: z.iso.datetime(), name: z.string() }),
    ),
  }),
  limits: ['lookup'],
})
