import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { datePrecision } from '@/lib/core/moment'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { filingContent } from '@/lib/features/content/schema/content'
import { filingDto } from '@/lib/features/filing/schema/owner'
import { machineStatus } from '@/lib/features/machine/schema/status'
import { photoSlot } from '@/lib/features/photo/schema'
import { openSuccession } from '@/lib/features/succession-state/schema'

/** An owner's registered machines: /api/v1/machines. */

const text = z.string().nullable()
const at = z.iso.datetime().nullable()
/** A list item. */
const named = z.object({ code: z.string(), name: z.string() }).nullable()

const machineCard = z.object({
  id: z.uuid(),
  registrationNumber: z.string(),
  status: machineStatus,
  /** Changes are allowed: the registration is valid and its number collected. */
  changeable: z.boolean(),
  emissionStage: z.string(),
  emissionStageName: z.string(),
  category: named,
  fuel: named,
  /** The current content. */
  content: filingContent,
  /** The newest of each slot: from the filing, replaced by those of later changes. */
  photos: z.array(
    z.object({ slot: photoSlot, photoId: z.uuid(), url: z.string(), thumbnailUrl: z.string() }),
  ),
  ownerName: z.string(),
  district: z.object({ code: z.string(), fullName: z.string() }).nullable(),
  registeredAt: z.iso.datetime(),
  /** Precision of `registeredAt`: an older register may state only the month. */
  registeredPrecision: datePrecision,
  collected: z.boolean(),
  collectedAt: at,
  /** URL of the public check behind the card's QR code; null until the number is collected. */
  checkUrl: text,
  /** The bureau that issued the number. */
  bureauName: text,
})

export const machineDto = machineCard.extend({
  /** Newest first; without the names of persons. */
  history: z.array(z.object({ at: z.iso.datetime(), precision: datePrecision, what: z.string() })),
  /** Pending changes, at most one per type. */
  waitingChanges: z.array(z.object({ id: z.uuid(), type: z.string() })),
  /** Somebody asks for the machine by documents: until when and how to object; null: nobody does. */
  succession: openSuccession.nullable(),
})
export type MachineCard = z.output<typeof machineCard>
export type MachineDto = z.output<typeof machineDto>

export const listMachinesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/machines',
  summary: '我的机械',
  auth: 'account',
  query: pageQuery.extend({
    /** Registration number, plate, code, serial, model, name or brand, or part of it. */
    q: searchText,
    status: machineStatus.optional(),
    categoryCode: z.string().max(40).optional(),
  }),
  searchable: true,
  response: pageOf(machineCard),
})
export type MachineFilter = Omit<z.output<typeof listMachinesEndpoint.query>, 'cursor' | 'limit'>
export const copyMachineEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/machines/{id}/copy',
  summary: '照一台机械新建草稿（不含编号、号牌、照片等各台不同的内容）',
  auth: 'account',
  params: z.object({ id: z.uuid() }),
  response: filingDto,
  status: 201,
})
export const getMachineEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/machines/{id}',
  summary: '查看机械（电子信息采集卡、历史）',
  auth: 'account',
  params: z.object({ id: z.uuid() }),
  response: machineDto,
})
