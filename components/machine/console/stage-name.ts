import { OLD_STAGES } from '@/lib/features/content/rules/lists'

/** Name of a stage, also of one that only older registers have. */
export function stageName(code: string, stages: Record<string, string> | undefined): string {
  return stages?.[code] ?? OLD_STAGES.find((stage) => stage.code === code)?.name ?? code
}
