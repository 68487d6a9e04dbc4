import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** The public result of scanning the QR code on a card: no personal data. */
export const CHECK_STATUSES = ['ACTIVE', 'NOT_COLLECTED', 'CANCELLED', 'REVOKED'] as const
export const checkStatus = z.enum(CHECK_STATUSES)
export type CheckStatus = z.output<typeof checkStatus>

export const machineCheck = z.object({
  registrationNumber: z.string(),
  status: checkStatus,
  category: z.string().nullable(),
  emissionStage: z.string(),
  fuel: z.string().nullable(),
  cityName: z.string().nullable(),
  districtName: z.string().nullable(),
  checkedAt: z.iso.datetime(),
})
export type MachineCheck = z.output<typeof machineCheck>

export const checkEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/checks/{token}',
  summary: '核验登记状态（采集卡二维码）',
  auth: 'public',
  params: z.object({ token: z.string().regex(/^[\w-]{22,64}$/) }),
  response: machineCheck,
  limits: ['check'],
})

export const ownCheckEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/checks/{token}/machine',
  summary: '扫到的机械是我的哪一台（用于办理信息变更）',
  auth: 'account',
  params: checkEndpoint.params,
  response: z.object({ id: z.uuid() }),
  limits: ['check'],
})
