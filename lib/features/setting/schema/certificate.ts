import { z } from 'zod'

/** 登记情况证明 that owners ask for (docs/decisions/0073). */
export const certificateSetting = z.strictObject({
  /** Until the end of so many days after the day of issue. */
  validDays: z.number('请填写').int('应为整数').min(1, '不能小于 1').max(365, '不能大于 365'),
  /** Machines of one certificate. */
  mostMachines: z.number('请填写').int('应为整数').min(1, '不能小于 1').max(500, '不能大于 500'),
})

export const CERTIFICATE_SETTING = {
  label: '登记情况证明',
  schema: certificateSetting,
  initial: { validDays: 30, mostMachines: 200 },
  national: true,
}
