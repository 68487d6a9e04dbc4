import { valuesOf } from '@/lib/features/machine/schema/search'

/** Stages usually asked for together, by what programmes for old machines are named after. */
export const STAGE_SETS = [
  { stages: '0,1', name: '国一及以下' },
  { stages: '0,1,2', name: '国二及以下' },
  { stages: '0,1,2,3', name: '国三及以下' },
] as const

/** The name of exactly these stages together, if they have one. */
export function stageSetName(stages: string | undefined): string | undefined {
  const asked = valuesOf(stages).sort().join(',')
  return STAGE_SETS.find((set) => set.stages === asked)?.name
}
