import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { pageOf, pageQuery } from '@/lib/core/page'
import { filingContent } from '@/lib/features/content/schema/content'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { photoSlot } from '@/lib/features/photo/schema'

/** An owner's registered machines: /api/v1/machines. */

const text = z.string().nullable()
const at = z.iso.datetime().nullable()
/** A code of an editable list with its word. */
const named = z.object({ code: z.string(), name: z.string() }).nullable()

const machineCard = z.object({
  id: z.uuid(),
  registrationNumber: z.string(),
  status: machineStatus,
  /** A machine changes owner, place and the rest only while valid and once its number was fetched. */
  changeable: z.boolean(),
  emissionStage: z.string(),
  emissionStageName: z.string(),
  category: named,
  fuel: named,
  /** The fields of a filing as they stand now. */
  content: filingContent,
  /** Of each slot the newest: those of the filing, replaced by those of later changes. */
  photos: z.array(
    z.object({ slot: photoSlot, photoId: z.uuid(), url: z.string(), thumbnailUrl: z.string() }),
  ),
  ownerName: z.string(),
  district: z.object({ code: z.string(), fullName: z.string() }).nullable(),
  registeredAt: z.iso.datetime(),
  /** How much of it is known: an older register may tell the month only. */
  registeredPrecision: datePrecision,
  collected: z.boolean(),
  collectedAt: at,
  /** The public check behind the QR code of the card; null until the number was fetched. */
  checkUrl: text,
  /** Who issued the number. */
  bureauName: text,
})

export const machineDto = machineCard.extend({
  /** Newest first; without the names of persons. */
  history: z.array(z.object({ at: z.iso.datetime(), precision: datePrecision, what: z.string() })),
  /** What was asked for and is not decided yet: one of a type at a time. */
  waitingChanges: z.array(z.object({ id: z.uuid(), type: z.string() })),
})
export type MachineCard = z.output<typeof machineCard>
export type MachineDto = z.output<typeof machineDto>

export const listMachinesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/machines',
  summary: '我的机械',
  auth: 'account',
  query: pageQuery,
  response: pageOf(machineCard),
})
export const getMachineEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/machines/{id}',
  summary: '查看机械（电子信息采集卡、历史）',
  auth: 'account',
  params: z.object({ id: z.uuid() }),
  response: machineDto,
})
