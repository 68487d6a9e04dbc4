import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'

/** As the API judges it. */
export const phoneRule = {
  validator: (_: unknown, value = '') =>
    PHONE_PATTERN.test(normalisePhone(value))
      ? Promise.resolve()
      : Promise.reject(new Error('手机号应为 11 位数字，以 1 开头')),
}
