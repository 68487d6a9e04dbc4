import { z } from 'zod'

const figure = (max: number) =>
  z.number('请填写').int('应为整数').min(1, '不能小于 1').max(max, `不能大于 ${max}`)

/** How many codes are sent in a day in China, and what for (docs/decisions/0053). */
export const codeLimits = z.strictObject({
  /** To one phone, whatever for. */
  perPhone: figure(1_000),
  /** To whoever asks from one address; a whole town may share one address of its carrier. */
  perAddress: figure(1_000_000),
  /** To everybody. */
  all: figure(100_000_000),
  /** A code of consent or transfer without its operation, as older clients ask for it, is refused. */
  operationRequired: z.boolean(),
  /**
   * After so many codes of a day to one phone, codes asked for from one address, or wrong codes of one phone, the next one costs
   * the phone a sum. Left out by values stored before there was one.
   */
  checkAfterPhone: figure(1_000).default(12),
  checkAfterAddress: figure(1_000_000).default(300),
  checkAfterWrong: figure(1_000).default(15),
})

export const CODE_LIMITS_SETTING = {
  label: '短信验证码',
  schema: codeLimits,
  initial: {
    perPhone: 20,
    perAddress: 2_000,
    all: 200_000,
    operationRequired: false,
    checkAfterPhone: 12,
    checkAfterAddress: 300,
    checkAfterWrong: 15,
  },
  national: true,
}
