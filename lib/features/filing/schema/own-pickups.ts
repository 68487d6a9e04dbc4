import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery } from '@/lib/core/page'

/** An owner's numbers that wait to be collected, with their codes: /api/v1/pickups. */

const office = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  hours: z.string(),
})

const ownPickup = z.object({
  id: z.uuid(),
  filingId: z.uuid(),
  /** Six digits, to be shown at the counter. */
  code: z.string(),
  registrationNumber: z.string(),
  /** Category and serial. */
  machine: z.string(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
  office,
  approvedAt: z.iso.datetime(),
})
export type OwnPickup = z.output<typeof ownPickup>

export const listOwnPickupsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/pickups',
  summary: '待领取的号码：领取码、领取地点和办理时间，最早通过的在前',
  auth: 'account',
  query: pageQuery.extend({
    /** Only those that came of this table (批量登记). */
    batchId: z.uuid().optional(),
  }),
  response: pageOf(ownPickup),
})
