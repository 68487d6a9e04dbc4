import { codeKey } from '@/lib/core/normalise'
import type { Prisma } from '@/prisma/client'
import type { TypedRow } from '@/testing/batch-table'

/** What a maker would have published of a machine, as its owner types it: what the catalogue lacks cannot be approved with others. */
export function publishedEntry(row: TypedRow): Prisma.CatalogueEntryCreateManyInput {
  const {
    机械环保代码: machineEnvCode = '',
    发动机型式核准号: engineApprovalNumber = '',
    机械出厂编号: machineSerial = '',
    发动机出厂编号: engineSerial = '',
    发动机型号: engineModel = '',
  } = row
  return {
    machineEnvCode: codeKey(machineEnvCode),
    machineSerial: codeKey(machineSerial),
    engineApprovalNumber: codeKey(engineApprovalNumber),
    engineSerial: codeKey(engineSerial),
    engineModel: codeKey(engineModel),
    details: {
      codes: { machineEnvCode, engineApprovalNumber },
      machine: {
        name: row.机械名称,
        model: row.机械型号,
        manufacturer: row.机械生产厂,
        serial: machineSerial,
      },
      engine: { model: engineModel, manufacturer: row.发动机生产厂, serial: engineSerial },
    },
    source: '测量',
  }
}
