import type { Faults } from '@/components/mobile/use-fields'

export type Ticks = Record<'notice' | 'sensitive', string>
export const NO_TICKS: Ticks = { notice: '', sensitive: '' }

/** Both are needed to register and to file. */
export function tickFaults({ notice, sensitive }: Ticks): Faults<keyof Ticks> {
  return {
    notice: notice === '' ? '请先阅读，同意后打勾' : undefined,
    sensitive: sensitive === '' ? '办理登记需要这些信息，同意后打勾' : undefined,
  }
}
