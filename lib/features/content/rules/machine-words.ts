import type { FilingContent } from '../schema/content'

/** A machine in a text message, as far as it has been entered: 装载机 徐工 LW300（出厂编号 ZY-0001）. At most 60 characters. */
export function machineWords({ machine: { brand, model, name, serial } }: FilingContent): string {
  const what = [name, brand, model].filter(Boolean).join(' ')
  if (!what && !serial) return '一台新登记的机械（还没有填写名称和编号）'
  return `${what || '机械'}${serial ? `（出厂编号 ${serial}）` : ''}`.slice(0, 60)
}
