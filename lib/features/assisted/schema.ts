import { z } from 'zod'
import { registrableDocument } from '@/lib/core/document-kinds'
import { endpoint } from '@/lib/core/endpoint'
import { compact, isName, normaliseName } from '@/lib/core/normalise'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { registeredNumberFault } from '@/lib/core/registered-number'
import { accountType, phoneInput } from '@/lib/features/account/schema'
import { catalogueCheck, catalogueEntry } from '@/lib/features/catalogue/schema'
import { filingDto, filingInput, filingStatus } from '@/lib/features/filing/schema/owner'
import { photoDto } from '@/lib/features/photo/schema'

/** 窗口代办: /api/console/assisted-filings (docs/decisions/0048). */

const text = (message: string, most: number) =>
  z.string(message).overwrite(normaliseName).min(1, message).max(most, `不能超过 ${most} 个字`)

/** Whose phone the owner named: a relative's, a neighbour's. Officers may call it; nobody has proven it. */
const contactInput = z.strictObject({
  name: text('请填写联系人姓名', 100),
  relation: text('请填写与机主的关系', 20),
  phone: phoneInput,
})

/** As the officer reads it from the document. */
const ownerInput = z
  .strictObject({
    type: accountType,
    name: text('请填写证件上的姓名或名称', 200).refine((name) => isName(name), '请填写真实的姓名或单位名称'),
    idNumber: z.string('请填写证件号码').overwrite(compact).max(18, '证件号码不能超过 18 位'),
    /** Absent: as with a registration. */
    documentKind: registrableDocument.optional(),
    /** An older register has this number under another name, and the officer has compared both with the document. */
    correctName: z.boolean().default(false),
    contact: contactInput.nullable().default(null),
  })
  .superRefine(({ type, idNumber, documentKind }, context) => {
    const message = registeredNumberFault(type, idNumber, documentKind)
    if (message) context.addIssue({ code: 'custom', path: ['idNumber'], message, input: idNumber })
  })
export type AssistedOwnerInput = z.output<typeof ownerInput>

/** NONE: not printed. CHANGED: what was printed is not what is entered now. SIGNED: its photo is there. */
export const STATEMENT_STATES = ['NONE', 'PRINTED', 'CHANGED', 'SIGNED'] as const

export const assistedFiling = z.object({
  filing: filingDto,
  owner: z.object({
    type: accountType,
    name: z.string(),
    documentLabel: z.string(),
    /** Has an account, whose phone gets the messages. */
    registered: z.boolean(),
  }),
  contact: z.object({ name: z.string(), relation: z.string(), phoneMasked: z.string() }).nullable(),
  /** The officers who entered something, the first one first. */
  enteredBy: z.array(z.string()),
  statement: z.object({
    state: z.enum(STATEMENT_STATES),
    printedAt: z.iso.datetime().nullable(),
    thumbnailUrl: z.string().nullable(),
    url: z.string().nullable(),
  }),
})
export type AssistedFiling = z.output<typeof assistedFiling>

export const assistedRow = z.object({
  id: z.uuid(),
  /** 查询号. */
  number: z.string(),
  status: filingStatus,
  ownerName: z.string(),
  /** Plate, serial or another text that the owner knows the machine by. */
  machine: z.string().nullable(),
  districtName: z.string().nullable(),
  enteredBy: z.array(z.string()),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  registrationNumber: z.string().nullable(),
  ended: filingDto.shape.ended,
  /** Of a returned one the reasons, of a declined one why. */
  told: z.string().nullable(),
})
export type AssistedRow = z.output<typeof assistedRow>

export const ASSISTED_GROUPS = ['open', 'drafts', 'returned', 'done'] as const
export const assistedGroup = z.enum(ASSISTED_GROUPS)
export type AssistedGroup = z.output<typeof assistedGroup>

const params = z.object({ id: z.uuid() })
const base = '/api/console/assisted-filings'
const one = `${base}/{id}`
const common = { auth: 'staff', action: 'filing.assist' } as const

export const startAssistedEndpoint = endpoint({
  method: 'POST',
  path: base,
  summary: '窗口代办：核对机主证件后新建登记（草稿）',
  ...common,
  body: ownerInput,
  response: filingDto,
  status: 201,
})
export const listAssistedEndpoint = endpoint({
  method: 'GET',
  searchable: true,
  path: base,
  summary: '窗口代办的登记及其进展',
  ...common,
  query: pageQuery.extend({ group: assistedGroup.default('open'), q: searchText }),
  response: pageOf(assistedRow),
})
export const getAssistedEndpoint = endpoint({
  method: 'GET',
  path: one,
  summary: '窗口代办的一份登记',
  ...common,
  params,
  response: assistedFiling,
})
export const patchAssistedEndpoint = endpoint({
  method: 'PATCH',
  path: one,
  summary: '窗口代办：填写（草稿、退回重填）',
  ...common,
  params,
  body: filingInput.extend({ version: z.number().int().optional() }),
  response: filingDto,
})
export const deleteAssistedEndpoint = endpoint({
  method: 'DELETE',
  path: one,
  summary: '窗口代办：删除草稿',
  ...common,
  params,
})
export const uploadAssistedPhotoEndpoint = endpoint({
  method: 'POST',
  path: `${one}/photos`,
  summary: '窗口代办：上传照片',
  ...common,
  params,
  upload: true,
  response: photoDto,
  status: 201,
  limits: ['upload'],
})
export const checkAssistedCodesEndpoint = endpoint({
  method: 'POST',
  path: `${base}/catalogue-checks`,
  summary: '窗口代办：按编码核对公开目录',
  ...common,
  body: catalogueCheck,
  response: z.object({ matched: z.boolean(), entry: catalogueEntry.nullable() }),
  limits: ['lookup'],
})
export const printStatementEndpoint = endpoint({
  method: 'GET',
  path: `${one}/statement.pdf`,
  summary: '打印由机主签字的申报确认书（记录所打印的内容）',
  ...common,
  params,
  file: 'application/pdf',
})
export const attachStatementEndpoint = endpoint({
  method: 'POST',
  path: `${one}/statement`,
  summary: '上传机主签字后的确认书照片',
  ...common,
  params,
  upload: true,
  response: assistedFiling,
  limits: ['upload'],
})
export const submitAssistedEndpoint = endpoint({
  method: 'POST',
  path: `${one}/submit`,
  summary: '窗口代办：提交审核；须有签字确认书，且签字后没有改动',
  ...common,
  params,
  response: filingDto,
})
export const withdrawAssistedEndpoint = endpoint({
  method: 'POST',
  path: `${one}/withdraw`,
  summary: '窗口代办：机主到窗口撤回',
  ...common,
  params,
  response: filingDto,
})
export const printReceiptEndpoint = endpoint({
  method: 'GET',
  path: `${one}/receipt.pdf`,
  summary: '打印受理和领取凭条',
  ...common,
  params,
  file: 'application/pdf',
})
/** Recorded. */
export const revealContactEndpoint = endpoint({
  method: 'POST',
  path: `${one}/reveal-contact`,
  summary: '查看联系人的完整电话（留痕）',
  ...common,
  params,
  response: z.object({ phone: z.string() }),
  limits: ['reveal'],
})
