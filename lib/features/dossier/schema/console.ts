import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { proof } from '@/lib/core/proof'
import { filingContent } from '@/lib/features/content/schema/content'
import { purpose, purposeText } from '@/lib/features/disclosure/schema'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { consoleMachineUser } from '@/lib/features/machine-user/schema'
import { photoSlot } from '@/lib/features/photo/schema'
import { pendingAct } from '@/lib/features/second-person/schema'
import { statedTexts } from '@/lib/features/setting/schema/adverse-acts'
import { successionGround, successionStatus } from '@/lib/features/succession-state/schema'

/** One registered machine as an officer sees it: /api/console/machines/{id}. */

const text = z.string().nullable()
const at = z.iso.datetime().nullable()
const id = z.object({ id: z.uuid() })

/** When, what, and who did it. */
const historyEntry = z.object({ at: z.iso.datetime(), precision: datePrecision, what: z.string(), by: text })

export const MACHINE_ACTIONS = ['REVOKE', 'REINSTATE', 'CORRECT_STAGE'] as const
export type MachineAction = (typeof MACHINE_ACTIONS)[number]

export const consoleMachine = z.object({
  id: z.uuid(),
  registrationNumber: z.string(),
  /** Earlier numbers in full, oldest first. */
  formerNumbers: z.array(
    z.object({ number: z.string(), validFrom: z.iso.datetime(), validTo: z.iso.datetime() }),
  ),
  status: machineStatus,
  version: z.number().int(),
  emissionStage: z.string(),
  content: filingContent,
  photos: z.array(
    z.object({
      slot: photoSlot,
      photoId: z.uuid(),
      url: z.string(),
      thumbnailUrl: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      takenAt: at,
    }),
  ),
  owner: z.object({
    type: z.enum(['PERSON', 'UNIT']),
    name: z.string(),
    /** Label of the number: 身份证号, 护照号码 … */
    documentLabel: z.string(),
    idNumberMasked: z.string(),
    phoneMasked: z.string(),
    /** False: the owner is known only from an older register and has no account. */
    registered: z.boolean(),
    /** Whether it is known who stands behind the account, and which officer compared the document; null without an account. */
    proof: proof.extend({ by: z.string().nullable() }).nullable(),
    /** Names that the unit had, oldest first. */
    formerNames: z.array(z.object({ name: z.string(), fromAt: z.iso.datetime(), untilAt: z.iso.datetime() })),
    /** The card that was printed last names the owner so, and no longer rightly; null where it does not, or no print is on record. */
    formerNameOnCard: text,
    /** A counter has read the document of an owner without an account (docs/decisions/0048). */
    atCounter: z.boolean(),
  }),
  /** 使用人, newest first, as owners declared them; checked by nobody. */
  users: z.array(consoleMachineUser),
  /** 窗口代办: where, and by whom it was entered for the owner. */
  assisted: z.object({ bureauName: z.string(), enteredBy: z.array(z.string()) }).nullable(),
  district: z.object({ code: z.string(), fullName: z.string() }).nullable(),
  registeredAt: z.iso.datetime(),
  registeredPrecision: datePrecision,
  /** Null for a machine from an older register, or when the officer may not open the filing. */
  filingId: z.uuid().nullable(),
  /** The filing whose papers may be printed here; null when none. */
  papersOf: z.uuid().nullable(),
  pickup: z
    .object({ bureauName: z.string(), createdAt: z.iso.datetime(), collectedAt: at, collector: text })
    .nullable(),
  history: z.array(historyEntry),
  /** Pending changes. */
  waitingChanges: z.array(z.object({ id: z.uuid(), type: z.string() })),
  /** 凭证明过户 that is open: the machine is bound. */
  succession: z
    .object({
      id: z.uuid(),
      status: successionStatus,
      ground: successionGround,
      successor: z.string(),
      lastDay: z.iso.date(),
      daysLeft: z.number().int(),
    })
    .nullable(),
  /** Of a registration that is no longer valid: when, by whom and why it ended, as far as it is known; else null. */
  ending: z.object({ at, by: text, reason: text }).nullable(),
  /** Without those that wait for a second person. */
  actions: z.array(z.enum(MACHINE_ACTIONS)),
  /** Asked for, and waiting for a second person. */
  pendingActs: z.array(pendingAct),
  /** Legal basis and remedies that the owner is told with an act done now. */
  stated: z.object({ REVOKE: statedTexts, CORRECT_STAGE: statedTexts }),
})
export type ConsoleMachine = z.output<typeof consoleMachine>

/** The machine after an act. `waiting`: nothing has changed yet, the act waits for a second person. */
export const actedMachine = consoleMachine.extend({
  waiting: z.boolean().meta({ description: '为 true 时只是提出，尚未生效，等待第二人确认' }),
})
export type ActedMachine = z.output<typeof actedMachine>

export const getConsoleMachineEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/machines/{id}',
  summary: '查看机械：登记内容、照片、号码和历史',
  auth: 'staff',
  action: 'machine.read',
  params: id,
  response: consoleMachine,
})

const reason = auditWords(z.string().trim().min(2, '请填写原因').max(500, '原因不能超过 500 个字'))
const version = z.number().int().min(1)

export const revokeMachineEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/machines/{id}/revoke',
  summary: '撤销登记（规则要求时先待第二人确认）',
  auth: 'staff',
  action: 'machine.manage',
  params: id,
  body: z.strictObject({ version, reason }),
  response: actedMachine,
})
export const reinstateMachineEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/machines/{id}/reinstate',
  summary: '恢复登记（规则要求时先待第二人确认）',
  auth: 'staff',
  action: 'machine.manage',
  params: id,
  body: z.strictObject({ version, reason }),
  response: actedMachine,
})
/** Changes the first character of the number; the old number still finds the machine. */
export const correctStageEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/machines/{id}/correct-stage',
  summary: '更正排放阶段（规则要求时先待第二人确认）',
  auth: 'staff',
  action: 'machine.manage',
  params: id,
  body: z.strictObject({
    version,
    emissionStage: z.string().regex(/^[0-4DX]$/, '排放阶段应为 0–4、D 或 X'),
    reason,
  }),
  response: actedMachine,
})
/** Audited with the purpose. */
export const revealMachineOwnerEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/machines/{id}/reveal',
  summary: '查看所有者完整证件号码和电话（留痕）',
  auth: 'staff',
  action: 'machine.reveal',
  params: id,
  body: z.object({ purpose, purposeText: purposeText.optional() }),
  response: z.object({ idNumber: z.string(), phone: z.string() }),
  limits: ['reveal'],
})
